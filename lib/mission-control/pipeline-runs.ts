import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, isNotFound } from "@/lib/core/errors";
import { parse } from "@/lib/http/validate";
import { updateTask } from "@/lib/tasks/change/update";
import { UpdateTask } from "@/lib/tasks/schema";
import { sourceOf } from "@/lib/workflows/begin";
import type { Definition } from "@/lib/workflows/definition/schema";
import { advanceRun } from "@/lib/workflows/run/advance";
import { readRun } from "@/lib/workflows/run/read";
import { startRun } from "@/lib/workflows/run/start";
import { cancelRun } from "@/lib/workflows/run/verbs";
import type { WorkflowRunWire, WorkflowStageWire } from "@/lib/workflows/shapes";
import { refreshed, stepsOf } from "./pipelines";
import type {
  ListPipelineRuns,
  PipelineAction,
  PipelineRunWire,
  StepWire,
} from "./workflow-shapes";

/** Runs of Mission Control's pipelines: runs of workflows, which go on by themselves. */

const STATUSES = {
  running: "running",
  succeeded: "completed",
  failed: "failed",
  cancelled: "cancelled",
} as const;

const STEPS = {
  waiting: "pending",
  active: "running",
  succeeded: "completed",
  failed: "failed",
  skipped: "skipped",
  cancelled: "skipped",
} as const satisfies Record<WorkflowStageWire["state"], StepWire["status"]>;

/** A run as a pipeline's; null if it is no pipeline's. */
function toWire(run: WorkflowRunWire): PipelineRunWire | null {
  const steps = stepsOf(run.definition as unknown as Definition);
  if (run.workflow_id === null || steps.length === 0) return null;
  const stages = new Map(run.stages.map((stage) => [stage.name, stage]));
  const snapshot = steps.flatMap((step, index): StepWire[] => {
    const stage = stages.get(step.stage);
    return stage ? [stepToWire(step, stage, index)] : [];
  });
  const open = snapshot.findIndex(({ status }) => status === "running" || status === "pending");
  return {
    id: run.id,
    pipeline_id: run.workflow_id,
    pipeline_name: steps[0]?.pipeline ?? run.workflow,
    status: STATUSES[run.status],
    current_step: open === -1 ? snapshot.length - 1 : open,
    steps_snapshot: snapshot,
    started_at: run.started_at,
    completed_at: run.finished_at,
    triggered_by: run.started_by,
    created_at: run.started_at,
    workspace_id: 1,
  };
}

function stepToWire(
  step: ReturnType<typeof stepsOf>[number],
  stage: WorkflowStageWire,
  step_index: number,
): StepWire {
  const { template_id, template_name, on_failure } = step;
  return {
    step_index,
    template_id,
    template_name,
    on_failure,
    status: STEPS[stage.state],
    spawn_id: stage.started_at === null ? null : stage.task_ref,
    started_at: stage.started_at,
    completed_at: stage.finished_at,
    error: stage.error ?? (stage.state === "failed" ? stage.reason : null),
  };
}

const noRun = (): DomainError => new DomainError("not_found", "Run not found");

async function readPipelineRun(ctx: Context, id: number): Promise<PipelineRunWire> {
  const run = await readRun(ctx, id).catch((error: unknown) => {
    throw isNotFound(error) ? noRun() : error;
  });
  const wire = toWire(run);
  if (wire) return wire;
  throw noRun();
}

/** One run, or the latest, of a pipeline or of all. Index: workflow_runs_workflow_id_id_idx. */
export async function pipelineRuns(
  ctx: Context,
  { id, pipeline_id, limit }: ListPipelineRuns,
): Promise<{ run: PipelineRunWire } | { runs: PipelineRunWire[] }> {
  if (id !== undefined) return { run: await readPipelineRun(ctx, id) };
  const project = projectLimitOf(ctx.actor);
  authorize(ctx.actor, "workflow.read", { projectId: project ?? undefined });
  const found = await ctx.db.workflowRun.findMany({
    where: {
      workflow: { kind: "pipeline" },
      ...(pipeline_id === undefined ? {} : { workflowId: pipeline_id }),
      ...(project === null ? {} : { projectId: project }),
    },
    select: { id: true },
    orderBy: { id: "desc" },
    take: limit,
  });
  const runs = await Promise.all(found.map((run) => readRun(ctx, run.id)));
  return { runs: runs.flatMap((run) => toWire(run) ?? []) };
}

interface Done {
  run: PipelineRunWire;
  spawn?: { success: true; stdout: string };
  isNew: boolean;
}

/** Starts a pipeline, says how its present step ended, or cancels a run. */
export async function actOnPipeline(ctx: Context, input: PipelineAction): Promise<Done> {
  switch (input.action) {
    case "start":
      return start(ctx, input);
    case "advance":
      return advance(ctx, input);
    case "cancel":
      return cancel(ctx, input);
    default:
      throw new DomainError("invalid", "Invalid action. Use: start, advance, cancel", {
        problems: [{ field: "action", rule: "must be start, advance or cancel" }],
      });
  }
}

async function start(ctx: Context, { pipeline_id }: PipelineAction): Promise<Done> {
  return ctx.transaction(async (tx) => {
    const { row } = await refreshed(tx, pipeline_id);
    const { id } = await startRun(tx, {
      workflow: row.name,
      inputs: {},
      projectId: row.projectId,
      source: sourceOf(tx.actor),
    });
    return { ...spawned(await readPipelineRun(tx, id)), isNew: true };
  });
}

/** The answer with the task of the step that runs now. */
function spawned(run: PipelineRunWire): Omit<Done, "isNew"> {
  const step = run.steps_snapshot.find(({ status }) => status === "running");
  if (!step) return { run };
  return { run, spawn: { success: true, stdout: `Created ${step.spawn_id}` } };
}

async function openRun(tx: TxContext, id: number | undefined, verb: string) {
  if (id === undefined) {
    throw new DomainError("invalid", "run_id required", {
      problems: [{ field: "run_id", rule: "is required" }],
    });
  }
  const run = await readPipelineRun(tx, id);
  if (run.status === "running") return run;
  throw new DomainError("invalid", `Run is ${run.status}, ${verb}`, {
    fix: "start the pipeline again: a run that is over stays as it is",
  });
}

/** Says how the present step ended, where nobody else does: its task is done or failed by it, and the next one begins. */
async function advance(ctx: Context, { run_id, success, error }: PipelineAction): Promise<Done> {
  return ctx.transaction(async (tx) => {
    const { id } = await openRun(tx, run_id, "not running");
    const { stages } = await readRun(tx, id);
    const stage = stages.find(({ state }) => state === "active");
    if (!stage || stage.task_id === null) {
      throw new DomainError("conflict", "No step is running", {
        fix: "read the run: the next step begins by itself",
      });
    }
    if (stage.status === "working") {
      throw new DomainError("conflict", `${stage.agent ?? "An agent"} works on ${stage.task_ref}`, {
        fix: "wait: the run goes on when the step is done",
      });
    }
    const change = success
      ? { status: "done", resolution: "Done, as a client of Mission Control said" }
      : { status: "failed", error_message: error ?? "Failed, as a client of Mission Control said" };
    await updateTask(tx, stage.task_id, parse(UpdateTask, change, "body"));
    await advanceRun(tx, { run: id });
    return { ...spawned(await readPipelineRun(tx, id)), isNew: false };
  });
}

async function cancel(ctx: Context, { run_id }: PipelineAction): Promise<Done> {
  return ctx.transaction(async (tx) => {
    const { id } = await openRun(tx, run_id, "cannot cancel");
    await cancelRun(tx, id);
    return { run: await readPipelineRun(tx, id), isNew: false };
  });
}
