import { Command } from "commander";
import { version } from "../package.json";
import { completionCommand } from "./commands/completion";
import { helpCommand } from "./commands/help";
import { GROUPS } from "./groups/all";
import { type Open, settingsOf } from "./session";
import { kindOfKey } from "./settings";

const HELP = `
The address and the key come from options, a profile named with --profile, MC_URL and MC_API_KEY, or the default profile of
\`mc init\`. An agent begins with: mc help agents`;

/** Commands that are no operation of the API, with whose keys may use them: people's alone, also agents', or also runs'. */
const COMMANDS = [
  { name: "init", for: "general", load: async () => (await import("./commands/init")).initCommand },
  {
    name: "status",
    for: "all",
    load: async () => (await import("./commands/status")).statusCommand,
  },
  { name: "top", for: "general", load: async () => (await import("./commands/top")).topCommand },
  { name: "why", for: "all", load: async () => (await import("./commands/why")).whyCommand },
  {
    name: "ask",
    for: "all",
    load: async () => (await import("./commands/turns")).askCommand,
  },
  {
    name: "cast",
    for: "all",
    load: async () => (await import("./commands/turns")).castCommand,
  },
  {
    name: "fan",
    for: "all",
    load: async () => (await import("./commands/turns")).fanCommand,
  },
  {
    name: "await",
    for: "all",
    load: async () => (await import("./commands/turns")).awaitCommand,
  },
  {
    name: "pipe",
    for: "all",
    load: async () => (await import("./commands/turns")).pipeCommand,
  },
  {
    name: "result",
    for: "all",
    load: async () => (await import("./commands/turns")).resultCommand,
  },
  {
    name: "history",
    for: "all",
    load: async () => (await import("./commands/turns")).historyCommand,
  },
  {
    name: "reset",
    for: "all",
    load: async () => (await import("./commands/turns")).resetCommand,
  },
  {
    name: "dismiss",
    for: "all",
    load: async () => (await import("./commands/turns")).dismissCommand,
  },
  { name: "board", for: "all", load: async () => (await import("./commands/board")).boardCommand },
  { name: "raw", for: "general", load: async () => (await import("./commands/raw")).rawCommand },
  {
    name: "doctor",
    for: "general",
    load: async () => (await import("./commands/doctor")).doctorCommand,
  },
  {
    name: "import",
    for: "general",
    load: async () => (await import("./commands/import")).importCommand,
  },
  {
    name: "export",
    for: "general",
    load: async () => (await import("./commands/export")).exportCommand,
  },
  {
    name: "backup",
    for: "general",
    load: async () => (await import("./commands/backup")).backupCommand,
  },
  {
    name: "restore",
    for: "general",
    load: async () => (await import("./commands/restore")).restoreCommand,
  },
  {
    name: "worker",
    for: "own",
    load: async () => (await import("./worker/command")).workerCommand,
  },
  {
    name: "workshop",
    for: "general",
    load: async () => (await import("./workshop/command")).workshopCommand,
  },
  { name: "mcp", for: "all", load: async () => (await import("./commands/mcp")).mcpCommand },
] as const;

const ABOUT: Record<(typeof COMMANDS)[number]["name"], string> = {
  init: "check where Baton is and who calls, and save both as a profile",
  status: "how Baton is, who calls, and how much work lies where",
  top: "watch the fleet live, and answer what needs you",
  why: "why a task does not go on, and what to do about it",
  ask: "ask an agent something, and print its answer as it comes",
  cast: "ask an agent something, and do not wait for its answer",
  fan: "ask several agents the same, and print their answers",
  await: "wait until agents have answered everything they were asked",
  pipe: "ask an agent something about the output of a run",
  result: "print the answer of an agent's latest turn",
  history: "what an agent was asked and answered, with what it cost",
  reset: "let an agent begin a new conversation",
  dismiss: "end an agent's turns and delete it",
  board: "the work board, the most urgent first",
  raw: "send any request",
  doctor: "check this machine, the connection, the server and the agents",
  import: "bring in what another installation or tracker has",
  export: "export everything, or one kind of record, as JSON lines or CSV",
  backup: "write a backup of everything into a file, while Baton works",
  restore: "restore a backup where Baton is installed, or prove one with --check",
  worker: "work on tasks with a program of this machine",
  workshop: "a shell with the verbs: ask, cast, pipe, fan, work, board",
  mcp: "serve MCP on standard input and output",
};

/**
 * The program. Only the commands that these words can lead to are made whole; the others have a name and a line for the help, so that
 * starting stays quick. `everything` makes all of them.
 */
export async function programFor(
  args: readonly string[],
  open: Open,
  { everything = false } = {},
): Promise<Command> {
  const program = new Command("mc")
    .description("Baton from the command line: mission control for AI agents.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print the help of a command")
    .helpCommand(false)
    .option("--url <address>", "where Baton is (MC_URL)")
    .option("--key <key>", "who calls (MC_API_KEY, which other users of the machine cannot see)")
    .option("--profile <name>", "a profile saved by `mc init` (MC_PROFILE)")
    .option("--project <project>", "the project to work in: id, slug or ticket prefix (MC_PROJECT)")
    .option("--as <agent>", "the agent that a general key acts for (MC_AGENT)")
    .option("--json", "print JSON, as where standard output is no terminal")
    .option("--quiet", "print identifiers alone, and no remarks")
    .option("--timeout <seconds>", "how long a request may take")
    .option("--describe", "print the command's signature as JSON, and do nothing")
    .addHelpText("after", HELP);
  const kind = kindNow();
  const isCalled = (name: string) => everything || args.includes(name);

  for (const command of COMMANDS) {
    const hidden =
      command.for === "all" ? false : command.for === "own" ? kind === "run" : kind !== "general";
    const made = isCalled(command.name)
      ? (await command.load())(open)
      : new Command(command.name).description(ABOUT[command.name]);
    program.addCommand(made, { hidden });
  }
  for (const { name, about, load, isForAll } of GROUPS) {
    const group = new Command(name).description(about);
    program.addCommand(group, { hidden: !isForAll && kind !== "general" });
    if (!isCalled(name)) continue;
    const { addVerbs } = await import("./verbs/command");
    addVerbs(group, await load(), open, kind);
    if (name === "workflows") {
      const { workflowCommands } = await import("./workflows/commands");
      for (const command of workflowCommands(open)) group.addCommand(command);
    }
    if (name === "events" || name === "requests") {
      const { watchCommand } = await import("./commands/watch");
      group.addCommand(watchCommand(open, name === "requests" ? "request" : undefined));
    }
  }
  program.addCommand(completionCommand());
  program.addCommand(helpCommand(program));
  return program;
}

/** Whose key the environment holds. A broken setting is reported by the command that needs it. */
function kindNow(): ReturnType<typeof kindOfKey> {
  try {
    return kindOfKey(settingsOf({}).key);
  } catch {
    return "general";
  }
}
