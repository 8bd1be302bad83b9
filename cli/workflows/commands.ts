import { existsSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { EXIT, Failure, usage } from "../failure";
import { column, number } from "../groups/columns";
import { harmless } from "../output/table";
import { moneyText } from "../output/values";
import type { Globals, Open, Session } from "../session";
import { checkCommand, define, defineCommand, nameOf, projectOf, sourceOf } from "./define";
import { type InputTypes, inputsOf, pairOf } from "./inputs";
import { FileProblem, readFiles } from "./local-files";
import { followRun, printRun, readRun, type WorkflowRun } from "./stages";

/** The commands of `mc workflows` that are more than one operation. */
export const workflowCommands = (open: Open): Command[] => [
  defineCommand(open),
  checkCommand(open),
  runCommand(open),
  statusCommand(open),
  retryCommand(open),
  copyCommand(open),
];

const many = (value: string, before: string[] = []): string[] => [...before, value];

interface RunOptions {
  input?: string[];
  inputFile?: string[];
  file?: string[];
  agent?: string;
  workflowVersion?: string;
  wait?: boolean;
  follow?: boolean;
  dryRun?: boolean;
}

const inputOptions = (command: Command): Command =>
  command
    .option("--input <name=value>", "an input; repeat it for others", many)
    .option("--input-file <name=path>", "an input whose value is a file's text", many);

const waitOptions = (command: Command): Command =>
  command
    .option("--wait", "wait until it is over, or stuck behind a failure")
    .option("--follow", "show its stages as they go on, until it is over");

const HELP = `
What a definition reads with from: PATH is taken from the definition's folder or from the current one, and never from outside of them;
--file NAME=PLACE takes it from anywhere else. A run that fails or is cancelled ends --wait and --follow with exit code 6.`;

function runCommand(open: Open): Command {
  const command = new Command("run")
    .description("start a workflow")
    .argument("<workflow>", "its name, or a definition's file, which is defined first")
    .option("--file <name=path>", "a file that the definition reads; repeat it for others", many)
    .option("--agent <agent>", "works on the stages that name nobody")
    .option("--workflow-version <n>", "not the latest one")
    .option("--dry-run", "show what it would do, and start nothing")
    .addHelpText("after", HELP);
  waitOptions(inputOptions(command));
  return command.action(async (workflow: string, options: RunOptions) => {
    const session = open(command.optsWithGlobals<Globals>());
    const isFile = /\.(ya?ml|json)$/i.test(workflow) && existsSync(workflow);
    const name = isFile ? nameOf(workflow) : workflow;
    if (isFile) await define(session, sourceOf(workflow), name);
    const folders = [...(isFile ? [path.dirname(workflow)] : []), "."];
    await start(session, name, folders, options);
  });
}

async function start(session: Session, name: string, folders: string[], options: RunOptions) {
  const baton = await session.baton();
  const version = versionOf(options.workflowVersion);
  const query = version === undefined ? {} : { version: String(version) };
  const { workflow } = await baton.call("workflows.read", { path: { name }, query }, session);
  const { definition } = workflow;
  const body = {
    inputs: inputsOf(options, (definition.inputs ?? {}) as InputTypes),
    files: await filesFor(workflow.files, folders, options.file),
    agent: options.agent,
    version,
    dry_run: options.dryRun,
    ...(await projectOf(session)),
  };
  const answer = await baton.call("workflow_runs.start", { path: { name }, body }, session);
  if ("dry_run" in answer) return printDryRun(session, answer.dry_run);
  await followed(session, answer.run, options);
}

function versionOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw usage(`--workflow-version ${text} is no version`);
  return Number(text);
}

async function filesFor(named: string[], folders: string[], given: readonly string[] = []) {
  const places = Object.fromEntries(
    given.map((each) => (each.includes("=") ? pairOf(each, "--file") : [each, each])),
  );
  try {
    return await readFiles(named, folders, places);
  } catch (error) {
    if (error instanceof FileProblem) throw usage(error.message, error.fix);
    throw error;
  }
}

async function printDryRun({ out }: Session, plan: DryRun): Promise<void> {
  if (out.json) return out.value({ dry_run: plan });
  await out.table(
    [
      number("level"),
      column("name", { head: "stage" }),
      column("kind"),
      column("agent"),
      { head: "after", text: ({ runs_after: after }) => ((after as string[]) ?? []).join(", ") },
      { head: "runs", text: ({ maybe }) => (maybe ? "perhaps" : "always") },
    ],
    plan.stages,
  );
  const { cost_usd: cost, seconds, critical_path: longest, problems } = plan;
  await out.line(harmless(`The longest way: ${longest.join(" → ")}`));
  if (cost !== null) await out.line(`Going by earlier runs it costs ${moneyText(cost)}.`);
  if (seconds !== null) await out.line(`Going by earlier runs it takes ${Math.round(seconds)} s.`);
  for (const { field, rule } of problems) out.note(`mc: ${field}: ${rule}`);
}

interface DryRun {
  stages: Record<string, unknown>[];
  critical_path: string[];
  cost_usd: number | null;
  seconds: number | null;
  problems: { field: string; rule: string }[];
}

/** Waits for a run that was begun, as the options ask, and prints it. */
async function followed(
  session: Session,
  begun: WorkflowRun,
  { wait, follow }: Pick<RunOptions, "wait" | "follow">,
): Promise<void> {
  const { out } = session;
  if (!wait && !follow) {
    if (out.json) return out.value({ run: begun });
    if (out.quiet) return out.line(String(begun.id));
    await printRun(out, begun);
    return;
  }
  out.note(`mc: ${begun.workflow} ${begun.version} runs as ${begun.id}, ${begun.root_ref}`);
  const run = await followRun(session, begun.id, { quietly: !follow, untilStuck: !follow });
  if (out.json) await out.value({ run });
  else if (out.quiet) await out.line(String(run.id));
  else if (!follow) await printRun(out, run);
  assertSucceeded(run);
}

function assertSucceeded({ id, workflow, status, attention, error, stages }: WorkflowRun): void {
  if (status === "succeeded") return;
  const failed = stages.find((stage) => stage.state === "failed");
  const why = error ?? failed?.error ?? failed?.reason ?? "no reason";
  const where = failed ? ` at ${failed.name}` : "";
  if (status === "running" && attention === "blocked")
    throw new Failure(`run ${id} of ${workflow} is stuck${where}: ${why}`, {
      exitCode: EXIT.server,
      code: "blocked",
      fix: `mc workflows retry ${id} ${failed?.name ?? "STAGE"}, or mc workflows cancel ${id}`,
    });
  throw new Failure(`run ${id} of ${workflow} ${status}${where}: ${why}`, {
    exitCode: EXIT.server,
    code: status,
    fix:
      status === "failed"
        ? `mc workflows retry ${id} ${failed?.name ?? "STAGE"} when that is put right`
        : `mc workflows copy ${id} runs it again`,
  });
}

/** A run by its number, or the latest run of a workflow. */
async function runNamed(session: Session, text: string): Promise<WorkflowRun> {
  if (/^\d{1,9}$/.test(text)) return readRun(session, Number(text));
  const baton = await session.baton();
  const input = { path: { name: text }, query: { limit: "1" } };
  const { runs } = await baton.call("workflow_runs.of", input, session);
  const [latest] = runs;
  if (latest) return readRun(session, latest.id);
  throw usage(`${text} has not run yet`, `start it: mc workflows run ${text}`);
}

const RUN = "the run's number, or a workflow for its latest run";

function statusCommand(open: Open): Command {
  const command = new Command("status")
    .description("a run with its stages")
    .argument("<run>", RUN)
    .option("--follow", "keep it up to date, until it is over");
  return command.action(async (text: string, { follow }: { follow?: boolean }) => {
    const session = open(command.optsWithGlobals<Globals>());
    const run = await runNamed(session, text);
    if (follow && run.status === "running") return followed(session, run, { follow });
    if (session.out.json) return session.out.value({ run });
    await printRun(session.out, run);
  });
}

interface AgainOptions extends Pick<RunOptions, "input" | "inputFile" | "wait" | "follow"> {
  from?: string;
}

function typesOf({ definition }: WorkflowRun): InputTypes {
  return (definition.inputs ?? {}) as InputTypes;
}

function retryCommand(open: Open): Command {
  const command = new Command("retry")
    .description("run a stage of a failed run again, and what comes after it")
    .argument("<run>", RUN)
    .argument("<stage>", "its name");
  waitOptions(inputOptions(command));
  return command.action(async (text: string, stage: string, options: AgainOptions) => {
    const session = open(command.optsWithGlobals<Globals>());
    const baton = await session.baton();
    const run = await runNamed(session, text);
    const inputs = inputsOf(options, typesOf(run));
    const body = { stage, ...(Object.keys(inputs).length > 0 ? { inputs } : {}) };
    const input = { path: { id: String(run.id) }, body };
    const answer = await baton.call("workflow_runs.retry", input, session);
    await followed(session, answer.run, options);
  });
}

function copyCommand(open: Open): Command {
  const command = new Command("copy")
    .description("run the same again as a new run")
    .argument("<run>", RUN)
    .option("--from <stage>", "keep what came of the stages before this one");
  waitOptions(inputOptions(command));
  return command.action(async (text: string, options: AgainOptions) => {
    const session = open(command.optsWithGlobals<Globals>());
    const baton = await session.baton();
    const run = await runNamed(session, text);
    const body = {
      copy_of: run.id,
      inputs: inputsOf(options, typesOf(run)),
      from: options.from,
    };
    const input = { path: { name: run.workflow }, body };
    const answer = await baton.call("workflow_runs.start", input, session);
    if ("run" in answer) await followed(session, answer.run, options);
  });
}
