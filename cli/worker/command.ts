import { statSync } from "node:fs";
import { Command, Option } from "commander";
import type { Baton } from "@/client/client";
import { usage } from "../failure";
import { oneLine } from "../output/table";
import { readProfile } from "../profile";
import type { Globals, Open, Session } from "../session";
import { Crew } from "./crew";
import { scrubbed } from "./environment";
import { openHome } from "./home";
import type { Note } from "./note";
import { type Place, sharedPlace } from "./place";
import { programOf } from "./programs/choose";
import { resultCommands } from "./result-commands";
import { Seats } from "./seats";
import { type WorkerOptions, type WorkerSettings, workerSettings } from "./settings";
import { Worker } from "./worker";
import { worktreeCommands } from "./worktree-commands";

const HELP = `
--timeout is how long the program may work on one task, 1800 seconds unless it is set.
--profile names what \`mc init\` saved: address and key, and under "worker" any of these options by their names.
Arguments after -- are given to claude, codex or openclaw as they are.

SIGTERM and Ctrl-C finish what is under way, within --finish-within, and hand back the rest; the second one hands back at once, as
SIGQUIT does. Results that Baton has not taken yet are kept, and delivered by the next start.`;

/** `mc worker`: works on tasks with a program of this machine. */
export function workerCommand(open: Open): Command {
  const command = new Command("worker")
    .description("work on tasks with a program of this machine")
    .argument("[arguments...]", "further arguments of the program, after --")
    .option("--name <agent>", "the agent whose work it does")
    .option("--profile-agents <profile>", "the agents made from a profile, in place of one by name")
    .option("--type <kind>", "take only work of this kind from the pool: a task's work_type")
    .option("--backend <word>", "claude, codex, openclaw, command, http or none")
    .option("--command <line>", "with --backend command: a line of the shell")
    .option("--commands", "run the commands that tasks carry, on this machine, without a program")
    .option("--prompt-file", "give the command its prompt in the file $BATON_PROMPT_FILE")
    .option("--endpoint <address>", "with --backend http: where the prompt is posted to")
    .option("--program <file>", "where claude, codex or openclaw is, if not in the PATH")
    .option("--concurrency <n>", "how many tasks at once, 1 to 20 (1)")
    .option("--repo <folder>", "where programs work (.)")
    .option("--worktree", "give every run a git worktree of its own")
    .option("--base <branch>", "with --worktree: the branch that work begins from")
    .option("--init <line>", "with --worktree: a line of the shell that makes one ready")
    .option("--model <model>", "the model, in place of the agent's")
    .option("--instructions <text>", "what the agent is told beside its SOUL and the task")
    .option("--max-turns <n>", "with claude: the most turns of a run")
    .option("--max-cost <usd>", "with claude: the most that a run may cost")
    .option("--permission-mode <word>", "with claude: what needs no permission (acceptEdits)")
    .option("--sandbox <word>", "with codex: what it may do (workspace-write)")
    .option("--tools", "give claude and codex Baton's own tools, under the run's key")
    .option("--ask", "with claude and codex: ask people for leave, in place of going without")
    .option("--hold <seconds>", "with --ask: how long a program that waits is held open (900)")
    .option("--env <name...>", "variables that programs may read beside the usual ones")
    .option("--silence <seconds>", "how long a program may say nothing (600)")
    .option("--grace <seconds>", "between SIGTERM and SIGKILL (10)")
    .option("--finish-within <seconds>", "how long to finish when it is to end (60)")
    .option("--min-free-disk <size>", "take no work below this (2GB)")
    .option("--interval <seconds>", "ask at this pace, where requests cannot wait at the server")
    .option("--once", "end when nothing is left to do")
    .addOption(new Option("--with-parent", "drain when standard input ends").hideHelp())
    .addHelpText("after", HELP);
  for (const each of [...worktreeCommands(open), ...resultCommands(open)]) command.addCommand(each);
  return command.action(async (args: string[], options: WorkerOptions) =>
    work(open(command.optsWithGlobals<Globals>()), options, args),
  );
}

async function work(
  session: Session,
  { withParent, ...options }: WorkerOptions & { withParent?: boolean },
  args: string[],
): Promise<void> {
  const { globals, out } = session;
  const name = globals.profile ?? process.env.MC_PROFILE?.trim();
  const profile = name ? readProfile(name)?.worker : undefined;
  const settings = workerSettings(options, profile ?? {}, globals, args);
  const baton = await session.baton();
  const program = programOf(settings, process.env);
  const env = scrubbed({ env: process.env, program: program.environment, names: settings.env });
  const programVersion = await program.check(env);
  const say = (note: Note): void => {
    const at = new Date().toISOString();
    const whose = note.agent === undefined ? "" : `${note.agent}: `;
    const text = out.json
      ? JSON.stringify({ at, ...note })
      : `${out.paint(at.slice(11, 19), "dim")}  ${whose}${oneLine(note.message)}`;
    // It works on when nobody hears it any more.
    out.line(text).catch(() => undefined);
  };
  const seats = new Seats(settings.concurrency);
  const url = session.settings.url;
  const common = { baton, program, programVersion, seats };
  const { profileAgents } = settings;
  let worker: Crew | Worker;
  let close: () => void = () => undefined;
  if (profileAgents === null) {
    const place = await placeOf(settings, baton);
    const home = openHome(settings.name, url);
    close = () => home.close();
    worker = new Worker({ ...common, settings, place, home, note: say, isMade: false });
  } else {
    const workType = settings.workType ?? (await workTypeOf(baton, profileAgents));
    worker = new Crew({
      ...{ baton, profile: profileAgents, once: settings.once, note: say },
      async member({ name: agent }) {
        const own = { ...settings, name: agent, workType };
        const place = await placeOf(own, baton);
        const home = openHome(agent, url);
        const note = (said: Note) => say({ ...said, agent });
        const one = new Worker({ ...common, settings: own, place, home, note, isMade: true });
        return {
          work: () => one.work(),
          drain: (withinMs) => one.drain(withinMs),
          stop: (reason) => one.stop(reason),
          close: () => home.close(),
        };
      },
    });
  }
  const release = onSignals(worker, settings);
  const orphaned = () => worker.drain(settings.finishWithinMs);
  if (withParent) {
    // Whoever started it with a pipe need not live to tell it, nor to hear what it says then.
    process.stdin.resume().once("close", orphaned);
    process.stdout.removeAllListeners("error").on("error", () => undefined);
  }
  try {
    await worker.work();
    // It was asked to end, and did.
    process.exitCode = 0;
  } finally {
    release();
    if (withParent) process.stdin.off("close", orphaned).destroy();
    close();
  }
}

/** What a profile's agents take from the pool, where the command line does not say. A poll asks for one kind of work, or for any. */
async function workTypeOf(baton: Baton, name: string): Promise<string | null> {
  const { profile } = await baton.call("profiles.agents", { path: { name } }, { again: true });
  const [first, ...others] = profile.work_types;
  if (others.length === 0) return first ?? null;
  throw usage(
    `the agents of ${name} take several kinds of work: ${profile.work_types.join(", ")}`,
    "say with --type which of them this worker takes from the pool",
  );
}

async function placeOf(settings: WorkerSettings, baton: Baton): Promise<Place> {
  const { repo } = settings;
  const found = statSync(repo, { throwIfNoEntry: false });
  if (!found?.isDirectory())
    throw usage(`--repo ${repo} is no folder`, "give the folder that programs work in");
  if (!settings.worktree) return sharedPlace(repo);
  const { worktreePlace } = await import("./worktree-place");
  return worktreePlace(settings, baton);
}

function onSignals(
  worker: Pick<Worker, "drain" | "stop">,
  { finishWithinMs }: WorkerSettings,
): () => void {
  let asked = 0;
  const end = () => {
    if (++asked === 1) worker.drain(finishWithinMs);
    else worker.stop("the worker was stopped");
  };
  const quit = () => worker.stop("the worker was stopped");
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  process.on("SIGQUIT", quit);
  return () => {
    process.off("SIGTERM", end);
    process.off("SIGINT", end);
    process.off("SIGQUIT", quit);
  };
}
