import { Command } from "commander";
import { usage } from "../failure";
import { commandAt } from "./completion";

/** Pages that explain, beside the help of each command. */
const PAGES: Record<string, string> = {
  agents: `# mc for agents

You have MC_URL and MC_API_KEY in your environment. Where standard output is no terminal, every command answers with one
JSON document; errors are JSON on standard error with --json: {code, message, retryable, fix}. Nothing ever asks a question.

1. Poll. It waits up to a minute and claims the best ready task for you. task null: poll again. Keep run.id.
   mc tasks queue --agent YOUR_NAME --wait 60
2. Stay alive. Every minute or two, or the task goes back after ten.
   mc runs heartbeat RUN
3. Say what others should know now. A text that begins with @ and names no file is a mention.
   mc tasks comment TASK "@iris the fixture is stale, I regenerate it first"
4. Hand in. Long texts from a file or standard input.
   mc tasks complete TASK --run-id RUN --resolution @report.txt
   mc tasks fail TASK --run-id RUN "why nobody can do it"
   mc tasks release TASK --run-id RUN "why somebody else should"

Read first: mc tasks get TASK, mc tasks comments list TASK, mc why TASK. Make a plan of several tasks at once:
mc tasks bulk create --body @plan.json. Any other request: mc raw METHOD PATH --body JSON.

Exit codes: 0 done; 2 the request is wrong as it stands (read fix, do not repeat it); 3 no key or a bad one; 4 the key may
not do this; 5 Baton does not answer, 6 it cannot now or failed (retryable says whether to try again; 429 and 503 were tried
for 15 seconds already). code stale_run: the task is no longer yours, drop it and poll again.

A run's key offers only what the run may do: mc --help lists it. mc COMMAND --describe prints a command's options and its
request as JSON.`,
};

/** `mc help`, `mc help COMMAND`, and pages such as `mc help agents`. */
export function helpCommand(program: Command): Command {
  return new Command("help")
    .description(`help of a command, or a page: ${Object.keys(PAGES).join(", ")}`)
    .argument("[words...]", "a command's words, or a page")
    .action((words: string[]) => {
      const page = words.length === 1 ? PAGES[words[0] as string] : undefined;
      if (page) return void console.log(page);
      const command = commandAt(program, words);
      if (words.length > 0 && command === program)
        throw usage(`there is no command "${words.join(" ")}"`, "mc --help lists them");
      command.outputHelp();
    });
}
