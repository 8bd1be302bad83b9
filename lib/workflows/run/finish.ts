import type { TxContext } from "@/lib/core/context";
import { isStorable } from "@/lib/core/json";
import { withdrawGates } from "@/lib/requests/gate";
import type { RunStatus } from "@/lib/workflows/shapes";
import type { Compiled } from "./compiled";
import { tellRun } from "./events";
import { moveTasks } from "./move";
import type { ChangedStage } from "./patch";
import { openTasks } from "./reset";
import { findRun, type RunRow } from "./rows";
import { RunWorld } from "./world";

/** Why a stage was cut off by the end of its run: a retry of the run begins it anew. */
export const RUN_ENDED = "the run ended";

export interface Ending {
  status: Exclude<RunStatus, "running">;
  error: string | null;
  failedStage: string | null;
}

/**
 * Ends a run: what is open of it is cancelled and what runs stops, its outputs are worked out, its root follows, and so does the stage that
 * started it. The caller has locked the run, which is running.
 */
export async function finishRun(
  tx: TxContext,
  run: RunRow,
  compiled: Compiled,
  ending: Ending,
  changed: readonly ChangedStage[] = [],
): Promise<RunRow> {
  const { outputs, error } =
    ending.status === "succeeded"
      ? await outputsOf(tx, run, compiled)
      : { outputs: null, error: null };
  await tx.db.$executeRaw`
    UPDATE workflow_runs SET status = ${ending.status}, attention = NULL, error = ${(ending.error ?? error)?.slice(0, 2_000) ?? null},
      failed_stage = ${ending.failedStage}, outputs = ${outputs === null ? null : JSON.stringify(outputs)}::jsonb,
      finished_at = clock_timestamp(), updated_at = clock_timestamp()
    WHERE id = ${run.id}`;
  const below = await closeRunsBelow(tx, [run.id]);
  const cut = await cutStages(tx, run.id);
  await endTasks(tx, run.root_task_id, ending, outputs, [...below, ...tasksOf(cut)]);
  const after = (await findRun(tx.db, run.id)) as RunRow;
  await tellRun(tx, "workflow.run_completed", after, [...changed, ...cut]);
  if (run.parent_stage_id !== null) await endParentStage(tx, run.parent_stage_id, after);
  return after;
}

/** The outputs of a workflow; those that could not be worked out are null, and `error` says why. */
async function outputsOf(
  tx: TxContext,
  run: RunRow,
  compiled: Compiled,
): Promise<{ outputs: Record<string, unknown> | null; error: string | null }> {
  const names = Object.entries(compiled.definition.outputs);
  if (names.length === 0) return { outputs: null, error: null };
  const world = new RunWorld(tx, run, compiled);
  const outputs: Record<string, unknown> = {};
  let error: string | null = null;
  for (const [name, expression] of names) {
    const answer = await world.ask(() => world.evaluate(expression, {}));
    const isFit = "value" in answer && isStorable(answer.value);
    outputs[name] = isFit ? (answer.value ?? null) : null;
    if ("error" in answer) error ??= `outputs.${name}: ${answer.error}`;
  }
  return { outputs, error };
}

/** Index: workflow_stages_run_id_position_idx. */
async function cutStages(tx: TxContext, runId: number): Promise<ChangedStage[]> {
  return tx.db.$queryRaw<ChangedStage[]>`
    UPDATE workflow_stages SET state = 'cancelled', reason = ${RUN_ENDED}, due_at = NULL, settled_at = clock_timestamp()
    WHERE run_id = ${runId} AND state IN ('waiting', 'active')
    RETURNING name, item_index AS item, task_id, task_ref, state, reason, attempts`;
}

const tasksOf = (cut: readonly ChangedStage[]): number[] =>
  cut.flatMap(({ task_id }) => (task_id === null ? [] : [task_id]));

/**
 * Ends the running runs that stages of these runs started, and theirs in turn. Their tasks are below the stages' and end with those; returned
 * are the tasks of the stages that were cut off, which somebody may have moved elsewhere.
 */
async function closeRunsBelow(tx: TxContext, runIds: readonly number[]): Promise<number[]> {
  const below = await tx.db.$queryRaw<{ id: number }[]>`
    WITH RECURSIVE below AS (
      SELECT n.id FROM workflow_stages s JOIN workflow_runs n ON n.parent_stage_id = s.id WHERE s.run_id = ANY(${[...runIds]}::int[])
      UNION
      SELECT n.id FROM below JOIN workflow_stages s ON s.run_id = below.id JOIN workflow_runs n ON n.parent_stage_id = s.id
    )
    SELECT id FROM below`;
  return closeRuns(
    tx,
    below.map(({ id }) => id),
  );
}

/** The same for the runs that these stages started. Index: workflow_runs_parent_stage_id_idx. */
export async function closeRunsOf(tx: TxContext, stageIds: readonly number[]): Promise<void> {
  if (stageIds.length === 0) return;
  const started = await tx.db.$queryRaw<{ id: number; root_task_id: number | null }[]>`
    SELECT id, root_task_id FROM workflow_runs WHERE parent_stage_id = ANY(${[...stageIds]}::int[]) AND status = 'running'`;
  if (started.length === 0) return;
  const ids = started.map(({ id }) => id);
  const cut = [...(await closeRunsBelow(tx, ids)), ...(await closeRuns(tx, ids))];
  const ending: Ending = { status: "cancelled", error: null, failedStage: null };
  for (const { root_task_id } of started) await endTasks(tx, root_task_id, ending, null, cut);
}

async function closeRuns(tx: TxContext, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const tasks: number[] = [];
  const closed = await tx.db.$queryRaw<{ id: number }[]>`
    UPDATE workflow_runs SET status = 'cancelled', attention = NULL, error = 'the run that started it ended', finished_at = clock_timestamp(),
      updated_at = clock_timestamp()
    WHERE id = ANY(${[...ids]}::int[]) AND status = 'running' RETURNING id`;
  for (const { id } of closed) {
    const cut = await cutStages(tx, id);
    tasks.push(...tasksOf(cut));
    await tellRun(tx, "workflow.run_completed", (await findRun(tx.db, id)) as RunRow, cut);
  }
  return tasks;
}

/** Ends the tasks of a run, wherever they are now: the open ones are cancelled, and the root becomes what the run is. */
async function endTasks(
  tx: TxContext,
  rootId: number | null,
  { status, error }: Ending,
  outputs: Record<string, unknown> | null,
  cut: readonly number[],
): Promise<void> {
  const open = await openTasks(tx, rootId, cut);
  const why = error ?? RUN_ENDED;
  await moveTasks(
    tx,
    open.map((id) => ({ id, status: "cancelled" as const, why })),
  );
  // After the tasks are locked, as an answer does it.
  await withdrawGates(tx, open, "The run ended.");
  if (rootId === null) return;
  const to = ({ succeeded: "done", failed: "failed", cancelled: "cancelled" } as const)[status];
  await moveTasks(tx, [
    {
      id: rootId,
      status: to,
      why,
      ...(to === "failed" ? { error: why } : {}),
      ...(outputs === null ? {} : { resolution: JSON.stringify(outputs, null, 1) }),
    },
  ]);
}

/** Index: workflow_stages_pkey. */
async function endParentStage(tx: TxContext, stageId: number, run: RunRow): Promise<void> {
  const [stage] = await tx.db.$queryRaw<{ task_id: number | null }[]>`
    UPDATE workflow_stages SET output = ${run.outputs === null ? null : JSON.stringify(run.outputs)}::jsonb
    WHERE id = ${stageId} AND state = 'active' RETURNING task_id`;
  if (!stage || stage.task_id === null) return;
  const to = (
    { succeeded: "done", failed: "failed", cancelled: "cancelled", running: "done" } as const
  )[run.status];
  // The trigger queues the look at that run.
  await moveTasks(tx, [
    {
      id: stage.task_id,
      status: to,
      ...(run.outputs === null ? {} : { resolution: JSON.stringify(run.outputs, null, 1) }),
      ...(to === "failed"
        ? { error: `${run.workflow_name} failed: ${run.error ?? "see its run"}` }
        : {}),
    },
  ]);
}
