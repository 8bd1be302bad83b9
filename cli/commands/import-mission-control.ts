import { Command } from "commander";
import { usage } from "../failure";
import {
  type MissionControl,
  missionControl,
  readAgents,
  readComments,
  readProjects,
  readReviews,
  readTasks,
  readTokens,
  tasksWithReviews,
} from "../mission-control/read";
import {
  agentOf,
  commentOf,
  projectOf,
  reviewOf,
  runOf,
  type Told,
  taskOf,
} from "../mission-control/records";
import { RecordSender } from "../records/send";
import { counted, progressLine, report } from "../records/summary";
import type { Globals, Open, Session } from "../session";

const LEFT_OUT = [
  "users, passwords and API keys: make them in Settings, and give each agent a key of its own",
  "webhooks, alerts and their secrets: mc webhooks create",
  "cron jobs and recurring templates: mc schedules create",
  "workflows and pipelines, notifications, chat, activities and the audit log",
  "sessions of gateways and settings that may be secret",
  "of each task all but the ten newest verdicts, which is what its API gives",
];

const HELP = `
Reads a running Mission Control over its API with an admin's key, and changes nothing there: projects, agents with their SOULs and notes,
tasks with their ids, ticket numbers and times, comments, verdicts, and tokens with their costs. What is in the hands of an agent there is
assigned to it here. Ids that are taken here become others, which the report names. A second time brings only what is new, and changes
nothing that is here. Stop the agents there first, or do it again afterwards.`;

/** `mc import mission-control` */
export function importMissionControlCommand(open: Open): Command {
  const command = new Command("mission-control")
    .description("bring everything of a running Mission Control in")
    .requiredOption("--from <address>", "where Mission Control is")
    .option(
      "--from-key <key>",
      "an admin's key there (MISSION_CONTROL_KEY, which other users of the machine cannot see)",
    )
    .option("--dry-run", "read everything and say what would be done, and do nothing")
    .addHelpText("after", HELP);
  return command.action(async (options: { from: string; fromKey?: string; dryRun?: boolean }) =>
    move(open(command.optsWithGlobals<Globals>()), options),
  );
}

interface Options {
  from: string;
  fromKey?: string;
  dryRun?: boolean;
}

async function move(session: Session, { from, fromKey, dryRun }: Options): Promise<void> {
  const key = fromKey ?? process.env.MISSION_CONTROL_KEY?.trim();
  if (!key)
    throw usage(
      "a key of Mission Control is missing",
      "give --from-key, or set MISSION_CONTROL_KEY",
    );
  const source = missionControl(from, key, session.signal);
  if (source.url === session.settings.url)
    throw usage(
      "--from is this Baton",
      "name the Mission Control to import from; --url names Baton",
    );
  const progress = progressLine(session, 500);
  const baton = await session.baton();
  const sender = new RecordSender(baton, `mission-control:${source.url}`, (sent) =>
    progress(sent, "records sent"),
  );
  const tell: Told = (kind, id, what) =>
    sender.outcome.deviations.push({ kind, source_id: String(id), what });
  const present = await sender.begin(false);
  const counts = { project: 0, agent: 0, task: 0, comment: 0, review: 0, run: 0 };
  for await (const record of recordsOf(source, tell, progress)) {
    counts[record.kind as keyof typeof counts]++;
    if (!dryRun) await sender.add(record);
  }
  const facts = { source: source.url, dry_run: dryRun === true, counts, left_out: LEFT_OUT };
  if (!dryRun) return report(session, await sender.finish(), facts);
  if (session.globals.json) {
    await session.out.value({ ...facts, present, deviations: sender.outcome.deviations });
    return;
  }
  await session.out.line(`Would bring in, of what is not here already: ${counted(counts)}.`);
  await session.out.line(`Here already: ${counted(present)}.`);
}

/** Everything, in an order in which each record finds what it refers to. */
async function* recordsOf(
  source: MissionControl,
  tell: Told,
  progress: (done: number, words: string) => void,
) {
  const projects = await readProjects(source);
  for (const project of projects) yield projectOf(project);
  const agents = await readAgents(source);
  const names = new Set(agents.map(({ name }) => String(name)));
  for (const agent of agents) yield agentOf(agent, projects, tell);
  const tasks = await readTasks(source, (done) => progress(done, "tasks read"));
  for (const task of tasks) yield taskOf(task, tell);
  const ids = tasks.map(({ id }) => Number(id));
  for (const [at, { id, comment_count }] of tasks.entries()) {
    // A server that does not count them is asked for each.
    if (comment_count === 0) continue;
    for (const row of await readComments(source, Number(id))) {
      const comment = commentOf(row, names);
      if (comment) yield comment;
    }
    progress(at, `of ${tasks.length} tasks: comments read`);
  }
  const usage = await readTokens(source);
  const projectOfTask = new Map(tasks.map((task) => [Number(task.id), Number(task.project_id)]));
  for (const row of usage) yield runOf(row, projectOfTask);
  for (const id of await tasksWithReviews(source, ids))
    for (const row of await readReviews(source, id)) yield reviewOf(row, names);
}
