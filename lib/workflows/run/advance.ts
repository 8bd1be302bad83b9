import { z } from "zod";
import { asSystem, type Context, type TxContext } from "@/lib/core/context";
import { addJobs, defineJob } from "@/lib/core/jobs";
import { type Compiled, compiledVersion } from "./compiled";
import { ADVANCE_RUN } from "./due";
import { finishRun } from "./finish";
import { followChanges, RUN_ACTOR } from "./follow";
import { lockRun, type RunRow, STAGE_TASK, stageById } from "./rows";
import type { StageKey } from "./rules";

/**
 * Looks at a stage whose task or request changed, or whose time is over, and does what follows in its run: what can begin begins, what is
 * settled is settled, and the run ends when nothing is left. With a run instead of a stage, looks at everything of it that its tasks say
 * otherwise. Doing this twice does nothing more.
 */
export async function advanceRun(
  caller: Context,
  look: { stage?: number | undefined; run?: number | undefined },
): Promise<void> {
  const ctx = asSystem(caller, RUN_ACTOR);
  await ctx.transaction(async (tx) => {
    const stage = look.stage === undefined ? null : await stageById(tx.db, look.stage);
    const runId = stage?.run_id ?? look.run;
    const run = runId === undefined ? null : await lockRun(tx, runId);
    if (run?.status !== "running") return;
    const compiled = await compiledVersion(tx.db, { versionId: run.version_id, hash: run.hash });
    const changed = stage
      ? [{ name: stage.name, item: stage.item_index }]
      : await disagreements(tx, run.id);
    if (!stage && (await followRoot(tx, run, compiled))) return;
    await followChanges(tx, run, compiled, changed);
  });
}

/** What a person did to the root of a run that runs: done, failed or cancelled, it ends the run that way. */
async function followRoot(tx: TxContext, run: RunRow, compiled: Compiled): Promise<boolean> {
  const [root] = await tx.db.$queryRaw<{ status: string; archived: boolean }[]>`
    SELECT status::text AS status, archived_at IS NOT NULL AS archived FROM tasks WHERE id = ${run.root_task_id}::int`;
  const status =
    root?.status === "done"
      ? "succeeded"
      : root?.status === "failed"
        ? "failed"
        : !root || root.archived || root.status === "cancelled"
          ? "cancelled"
          : null;
  if (status === null) return false;
  const error =
    status === "succeeded"
      ? null
      : `its root task was ${root?.status === "failed" ? "failed" : "cancelled, archived or deleted"}`;
  await finishRun(tx, run, compiled, { status, error, failedStage: null });
  return true;
}

const MOST_LOOKED = 500;

/** The stages of a run that their tasks say otherwise, or whose time is over. Index: workflow_stages_run_id_position_idx. */
async function disagreements(tx: TxContext, runId: number): Promise<StageKey[]> {
  return tx.db.$queryRaw<StageKey[]>`
    SELECT s.name, s.item_index AS item FROM workflow_stages s ${STAGE_TASK}
    WHERE s.run_id = ${runId} AND (
      stage_disagrees(s.state, t.status, t.archived_at IS NOT NULL) OR (t.id IS NULL AND s.state IN ('waiting', 'active'))
      OR (s.state = 'active' AND s.due_at <= clock_timestamp())
      OR (s.state = 'active' AND t.kind = 'approval' AND NOT EXISTS (SELECT 1 FROM requests r WHERE r.task_id = t.id AND r.run_id IS NULL AND r.state = 'open')))
    ORDER BY s.position, s.item_index LIMIT ${MOST_LOOKED}`;
}

export const advanceWorkflowRunJob = defineJob({
  ...ADVANCE_RUN,
  description: "Does what follows in the run of a workflow from a task or an answer.",
  run: (ctx, look) => advanceRun(ctx, look),
});

const MOST_RUNS = 200;

/** Looks after runs whose stages their tasks say otherwise, should a job have been lost. Index: workflow_runs_open_idx. */
export async function tendRuns(ctx: Context): Promise<{ runs: number }> {
  const rows = await ctx.db.$queryRaw<{ id: number }[]>`
    SELECT w.id FROM workflow_runs w
    WHERE w.status = 'running' AND (
      EXISTS (
        SELECT 1 FROM workflow_stages s ${STAGE_TASK}
        WHERE s.run_id = w.id AND (stage_disagrees(s.state, t.status, t.archived_at IS NOT NULL)
          OR (t.id IS NULL AND s.state IN ('waiting', 'active')) OR (s.state = 'active' AND s.due_at <= clock_timestamp())
          OR (s.state = 'active' AND t.kind = 'approval' AND NOT EXISTS (SELECT 1 FROM requests r WHERE r.task_id = t.id AND r.run_id IS NULL AND r.state = 'open'))))
      OR NOT EXISTS (SELECT 1 FROM (SELECT * FROM tasks WHERE tasks.id = w.root_task_id OFFSET 0) r WHERE r.archived_at IS NULL AND r.status NOT IN ('done', 'failed', 'cancelled')))
    ORDER BY w.id LIMIT ${MOST_RUNS}`;
  await addJobs(
    ctx.db,
    ADVANCE_RUN,
    rows.map(({ id }) => ({ payload: { run: id }, key: `workflow-run:${id}` })),
  );
  return { runs: rows.length };
}

export const tendWorkflowRunsJob = defineJob({
  name: "tendWorkflowRuns",
  payload: z.strictObject({}),
  description: "Takes up runs of workflows whose stages are not yet what their tasks say.",
  periodic: "* * * * *",
  run: (ctx) => tendRuns(ctx),
});
