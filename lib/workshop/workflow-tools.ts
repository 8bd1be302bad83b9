import { z } from "zod";
import { notFound } from "@/lib/core/errors";
import { MAX_INT } from "@/lib/core/fields";
import { parse } from "@/lib/http/validate";
import { untilDone } from "@/lib/turns/wait";
import { beginRun } from "@/lib/workflows/begin";
import { defineWorkflow } from "@/lib/workflows/catalog/define";
import { listWorkflows, readWorkflow } from "@/lib/workflows/catalog/find";
import { DefineWorkflow, ListWorkflows } from "@/lib/workflows/catalog/schema";
import { listRuns, readRun } from "@/lib/workflows/run/read";
import { cancelRun, retryRun } from "@/lib/workflows/run/verbs";
import { ListRuns, RetryRun, StartRun } from "@/lib/workflows/run-schema";
import type { RunAttention, WorkflowRunWire } from "@/lib/workflows/shapes";
import { type Call, type ToolAnswer, workshopTool } from "./tool";

/** Workflows: defined once, run many times. */

const name = z.string().min(1).max(80).describe("The workflow's name");
const run = z.int().min(1).max(MAX_INT).describe("The run's number");
const inputs = z
  .record(z.string(), z.unknown())
  .optional()
  .describe("The workflow's inputs by their names");

const given = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

export const workflowDefine = workshopTool({
  name: "workflow_define",
  title: "Define a workflow",
  description:
    "Define a workflow by its stages, or by source in YAML or JSON. One of that name gets a new version. A stage has a name and one of agent (with prompt), command, approval, wait, workflow or end; from names the stages, files or inputs whose results it gets.",
  input: z.strictObject({
    name,
    source: z.string().max(262_144).optional().describe("The whole definition in YAML or JSON"),
    stages: z
      .array(z.unknown())
      .max(1_000)
      .optional()
      .describe("In place of source: [name, agent, prompt, {from, type, …}] or objects"),
    inputs: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('With stages: such as {"spec": {"type": "string"}}'),
    description: z.string().max(2_000).optional(),
    note: z.string().max(2_000).optional().describe("What is new in this version"),
  }),
  reads: false,
  run: async ({ ctx }, { stages, inputs: declared, ...fields }) => {
    const definition = stages === undefined ? undefined : given({ inputs: declared, stages });
    const body = parse(DefineWorkflow, given({ ...fields, definition }), "arguments");
    const { workflow, version, isNewVersion, warnings } = await defineWorkflow(ctx, body);
    const { name } = workflow;
    const warned = warnings.map(({ path, message, fix }) => `${path}: ${message}: ${fix}.`);
    return {
      text: [`Workflow ${name}, version ${version.version}.`, ...warned].join("\n"),
      data: { name, version: version.version, is_new_version: isNewVersion, warnings },
    };
  },
});

export const workflowList = workshopTool({
  name: "workflow_list",
  title: "List workflows",
  description: "The workflows that can be run.",
  input: z.strictObject({}),
  reads: true,
  run: async ({ ctx }) => {
    const workflows = await listWorkflows(ctx, parse(ListWorkflows, {}, "arguments"));
    const lines = workflows.map(
      (each) =>
        `${each.name} v${each.latest.version}${each.description ? ` - ${each.description}` : ""}`,
    );
    return { text: lines.length > 0 ? lines.join("\n") : "No workflows.", data: { workflows } };
  },
});

export const workflowGet = workshopTool({
  name: "workflow_get",
  title: "Read a workflow",
  description: "The definition of a workflow as it was written.",
  input: z.strictObject({ name, version: z.int().min(1).max(MAX_INT).optional() }),
  reads: true,
  run: async ({ ctx }, input) => {
    const workflow = await readWorkflow(ctx, input.name, input.version);
    return { text: workflow.source, data: { workflow } };
  },
});

const started = (began: WorkflowRunWire): ToolAnswer => ({
  text: `${began.workflow} runs as ${began.id} (${began.root_ref}). Use workflow_status to follow it.`,
  data: { run: summaryOf(began) },
});

const startInput = z.strictObject({
  name,
  inputs,
  files: z
    .record(z.string(), z.string())
    .optional()
    .describe("The texts of the files that it reads, by their paths"),
  agent: z.string().max(100).optional().describe("Works on the stages that name nobody"),
});

async function start({ ctx }: Call, { name: workflow, ...fields }: z.output<typeof startInput>) {
  const answer = await beginRun(ctx, workflow, parse(StartRun, given(fields), "arguments"));
  if ("run" in answer) return started(answer.run);
  return { text: "It would run.", data: { ...answer } };
}

export const workflowRun = workshopTool({
  name: "workflow_run",
  title: "Run a workflow",
  description: "Start a workflow with its inputs. Use workflow_status to follow it.",
  input: startInput,
  reads: false,
  run: start,
});

/** AgentWorkshop's word for it. */
export const runWorkflow = workshopTool({
  ...workflowRun,
  name: "run_workflow",
  run: start,
  input: startInput,
});

export const workflowStatus = workshopTool({
  name: "workflow_status",
  title: "How a workflow goes",
  description:
    "A run with its stages: the one of that number, or the latest of a workflow. With a timeout it waits until the run is over or needs help.",
  input: z.strictObject({
    name: name.optional(),
    run: run.optional(),
    timeout: z
      .int()
      .min(0)
      .max(86_400_000)
      .default(0)
      .describe("How long to wait, in milliseconds; 0 only looks"),
  }),
  reads: true,
  run: async (call, { name: workflow, run: id, timeout }) => {
    const found = id ?? (await latestOf(call, workflow));
    const seconds = Math.min(timeout / 1_000, call.patienceSeconds);
    const { signal, caller } = call;
    const state = await untilDone(
      call.ctx,
      { seconds, signal, caller },
      {
        read: () => readRun(call.ctx, found),
        isDone: ({ status, attention }) => status !== "running" || attention === "blocked",
        isNews: ({ type, data }) =>
          type.startsWith("workflow.run_") && (data.run as { id?: number }).id === found,
      },
    );
    return { text: statusText(state), data: { run: summaryOf(state) } };
  },
});

async function latestOf({ ctx }: Call, workflow: string | undefined): Promise<number> {
  const query = parse(ListRuns, given({ workflow, limit: "1" }), "arguments");
  const { runs } = await listRuns(ctx, query);
  const [latest] = runs;
  if (latest) return latest.id;
  throw notFound(workflow === undefined ? "A run of a workflow" : `A run of ${workflow}`);
}

/** A run without its definition and without what its stages produced: those are read of the stages' tasks. */
function summaryOf({ definition: _, stages, ...rest }: WorkflowRunWire) {
  return { ...rest, stages: stages.map(({ output: __, ...stage }) => stage) };
}

const ATTENTION_WORDS: Record<RunAttention, string> = {
  blocked: "stuck behind a failure",
  person: "waits for a person",
};

/** `[done] plan (planner) FEAT-002`, under a line about the run. */
function statusText(state: WorkflowRunWire): string {
  const { workflow, version, id, status, attention, outputs, error, stages } = state;
  const stuck = attention === null ? "" : `, ${ATTENTION_WORDS[attention]}`;
  const lines = stages.map(({ status: of, name: stage, agent, task_ref, reason, error: why }) => {
    const whose = agent === null ? "" : ` (${agent})`;
    const because = why ?? reason;
    return `[${of.replaceAll("_", " ")}] ${stage}${whose}${task_ref ? ` ${task_ref}` : ""}${because ? `: ${because}` : ""}`;
  });
  return [
    `${workflow} v${version}, run ${id}: ${status}${stuck}${error ? `: ${error}` : ""}`,
    ...lines,
    ...(outputs === null ? [] : [`Outputs: ${JSON.stringify(outputs)}`]),
  ].join("\n");
}

export const workflowCancel = workshopTool({
  name: "workflow_cancel",
  title: "Cancel a run",
  description: "Cancel a run of a workflow: what works on it is stopped.",
  input: z.strictObject({ run, reason: z.string().max(2_000).optional() }),
  reads: false,
  run: async ({ ctx }, { run: id, reason }) => {
    await cancelRun(ctx, id, reason);
    const now = await readRun(ctx, id);
    return { text: `Run ${id} of ${now.workflow} ${now.status}.`, data: { run: summaryOf(now) } };
  },
});

export const workflowRetry = workshopTool({
  name: "workflow_retry",
  title: "Retry a stage",
  description: "Run a stage of a failed run again, and what comes after it.",
  input: z.strictObject({
    run,
    stage: z.string().min(1).max(64).describe("The stage's name"),
    inputs,
  }),
  reads: false,
  run: async ({ ctx }, { run: id, ...fields }) => {
    const { stage, inputs: changed } = parse(RetryRun, given(fields), "arguments");
    await retryRun(ctx, id, { stage, inputs: changed });
    const now = await readRun(ctx, id);
    return {
      text: `Run ${id} of ${now.workflow} runs ${stage} again.`,
      data: { run: summaryOf(now) },
    };
  },
});
