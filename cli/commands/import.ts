import { Command } from "commander";
import { onPinnedNode, readsSqlite } from "../orkestra/newer-node";
import { planImport } from "../orkestra/plan";
import { readOrkestra } from "../orkestra/read";
import { type Outcome, sendPlan } from "../orkestra/send";
import type { Globals, Open, Session } from "../session";
import { importBatonCommand } from "./import-baton";
import { importMissionControlCommand } from "./import-mission-control";

interface Options {
  project: string | undefined;
  as: string | undefined;
  dryRun: boolean;
}

const SHOWN = 40;
const NAMED = 5;

/** `mc import …`: imports the tickets of another tracker. */
export function importCommand(open: Open): Command {
  const command = new Command("import").description(
    "bring in what another installation or tracker has",
  );
  command.addCommand(importBatonCommand(open));
  command.addCommand(importMissionControlCommand(open));
  const orkestra = command
    .command("orkestra")
    .description("import an Orkestra database, with its ids; a second time changes nothing")
    .argument("<file.db>", "the SQLite file that DB_PATH of Orkestra names")
    .option("--dry-run", "say what would be done, and do nothing")
    .addHelpText("after", ORKESTRA_HELP);
  orkestra.action(async (file: string, { dryRun }: { dryRun?: boolean }) => {
    if (!readsSqlite()) {
      process.exitCode = await onPinnedNode();
      return;
    }
    const globals = orkestra.optsWithGlobals<Globals>();
    // Here --as names a prefix and not an agent.
    await importOrkestra(open({ ...globals, as: undefined }), file, {
      project: globals.project,
      as: globals.as,
      dryRun: dryRun === true,
    });
  });
  return command;
}

const ORKESTRA_HELP = `
--project ID    of a file that several projects share, only this one
--as PREFIX     another ticket prefix than the project's id; the numbers stay`;

async function importOrkestra(session: Session, file: string, options: Options): Promise<void> {
  const plans = planImport(await readOrkestra(file), options, Date.now());
  const baton = await session.baton();
  const projects: Outcome[] = [];
  for (const plan of plans) {
    projects.push(await sendPlan(baton, plan, options.dryRun, progressOf(plan.prefix)));
  }
  // A summary is for people, wherever it is read: only --json asks for the whole outcome.
  if (session.globals.json) await session.out.value({ file, dry_run: options.dryRun, projects });
  else for (const outcome of projects) await session.out.line(summaryOf(outcome, options.dryRun));
}

/** Progress: one line that is rewritten on a terminal, otherwise a line for every tenth. */
function progressOf(project: string) {
  let tenths = -1;
  return (done: number, of: number, what: string) => {
    const line = `${project}: ${done.toLocaleString("en")} of ${of.toLocaleString("en")} ${what}`;
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\u001b[K${line}${what === "tickets" ? "" : "\n"}`);
      return;
    }
    const now = Math.floor((10 * done) / of);
    if (now > tenths) console.error(line);
    tenths = now;
  };
}

function summaryOf(outcome: Outcome, dryRun: boolean): string {
  const { project, created, present, comments, links, finished, deviations } = outcome;
  const made = outcome.created_project ? (dryRun ? " (the project would be made)" : " (made)") : "";
  const lines = [
    `${project}${made}: ${created} ${created === 1 ? "ticket" : "tickets"} ${dryRun ? "would be " : ""}brought in, ` +
      `${present} here already; ${comments} comments, ${links} links.`,
  ];
  if (finished.length > 0) {
    lines.push(`Done now, because all their children are: ${named(finished)}`);
  }
  if (deviations.length > 0) {
    lines.push("Not quite as it was:");
    const alike = [...Map.groupBy(deviations, ({ what }) => what)];
    lines.push(
      ...alike.slice(0, SHOWN).map(([what, all]) => `  ${named(all.map(({ id }) => id))}: ${what}`),
    );
    if (alike.length > SHOWN) {
      lines.push(`  and ${alike.length - SHOWN} more kinds, which --json lists`);
    }
  }
  return lines.join("\n");
}

/** Names the first few and counts the rest. */
function named(ids: string[]): string {
  const more = ids.length - NAMED;
  const names = ids.slice(0, NAMED).join(", ");
  return more > 0 ? `${names} and ${more.toLocaleString("en")} more` : names;
}
