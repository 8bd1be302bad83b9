import { existsSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { usage } from "../failure";
import { pinnedNode, runAgainOn } from "../pinned-node";
import type { Globals, Open, Session } from "../session";
import { type Loading, loadFolder, setupFile } from "./folder";
import { needsNewerNode, newerNode, runScript } from "./script";
import { openVerbs } from "./verbs";

const HELP = `
The verbs of docs/sdk.md are there as they are: ask, cast, pipe, fan, awaitAll, status, result, work, board and the others. What answers later is
waited for; Ctrl-C ends the wait and not the shell, and what was begun goes on. Tab completes verbs and agents.

.workshop.ts of the folder is loaded first, in the shell and before a script; what it exports is there by its name. It is code of the
folder: a terminal asks once for each content of it, elsewhere --trust says yes.`;

/** For what is still to be printed. */
const GOODBYE_MS = 200;

/** `mc workshop`: a shell with the verbs, and `mc workshop run FILE`, a script with them. */
export function workshopCommand(open: Open): Command {
  const command = new Command("workshop")
    .description("a shell with the verbs: ask, cast, pipe, fan, work, board")
    .option("--trust", "load .workshop.ts of this folder without asking")
    .option("--bare", "do not load it")
    .addHelpText("after", HELP);
  command
    .command("run")
    .description("run a script of TypeScript or JavaScript with the verbs")
    .argument("<file>", "such as team.ts")
    .argument("[arguments...]", "its process.argv")
    .action(async (file: string, args: string[], _: object, run: Command) => {
      const globals = run.optsWithGlobals<Globals & Loading>();
      await script(open(globals), globals, file, args);
    });
  return command.action(async () => {
    const globals = command.optsWithGlobals<Globals & Loading>();
    await shell(open(globals), globals);
  });
}

async function script(session: Session, loading: Loading, file: string, args: string[]) {
  const place = path.resolve(file);
  if (!existsSync(place)) throw usage(`there is no file ${file}`, "give the script's file");
  if (await ranElsewhere([place, setupFile(loading)])) return;
  openVerbs(session, () => session.signal);
  await loadFolder(loading);
  process.argv = [process.argv[0] as string, place, ...args];
  try {
    await runScript(place);
  } catch (error) {
    // As with Node, what a script that failed has begun does not keep it alive; its workers drain when it is gone.
    setTimeout(() => process.exit(), GOODBYE_MS).unref();
    throw error;
  }
}

async function shell(session: Session, loading: Loading): Promise<void> {
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    throw usage(
      "the workshop is a shell, and needs a terminal",
      "run a script: mc workshop run team.ts",
    );
  if (await ranElsewhere([setupFile(loading)])) return;
  const { Shell } = await import("./shell");
  await new Shell(session).run(() => loadFolder(loading));
}

/** On a Node that runs no TypeScript, the one that Baton brings along takes over. */
async function ranElsewhere(files: (string | undefined)[]): Promise<boolean> {
  if (!files.some((file) => file !== undefined && needsNewerNode(file))) return false;
  const pinned = pinnedNode();
  if (pinned === null) throw newerNode();
  process.exitCode = await runAgainOn(pinned);
  return true;
}
