import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/database";
import { record } from "@/lib/events/append";
import { TASK_JSON, type TaskRow } from "./row";

/** An event takes ten of the 32,767 values that one statement may carry. */
const EVENTS_AT_ONCE = 1_000;

/**
 * Recomputes the stored readiness of the given tasks and tells which changed. The rows that differ are locked first and
 * computed again in a later statement: a claim that took one of them meanwhile is seen.
 */
export async function refreshReadiness(
  tx: Transaction,
  ctx: Context,
  ids: number[],
): Promise<void> {
  if (ids.length === 0) return;
  const stale = await tx.$queryRaw<{ id: number }[]>`
    SELECT t.id FROM tasks t WHERE t.id = ANY(${ids}::int[]) AND t.ready IS DISTINCT FROM task_is_ready(t.id)
    ORDER BY t.id FOR NO KEY UPDATE`;
  if (stale.length === 0) return;
  const changed = await tx.$queryRaw<{ task: TaskRow }[]>`
    UPDATE tasks t SET ready = NOT t.ready FROM projects p
    WHERE t.id = ANY(${stale.map((row) => row.id)}::int[]) AND p.id = t.project_id
      AND t.ready IS DISTINCT FROM task_is_ready(t.id)
    RETURNING ${TASK_JSON} AS task`;
  const events = changed.map(({ task }) => ({
    type: "task.updated" as const,
    projectId: task.project_id,
    taskId: task.id,
    agent: task.assigned_to,
    data: { task, change: "ready" },
  }));
  for (let first = 0; first < events.length; first += EVENTS_AT_ONCE) {
    await record(tx, ctx.actor, ...events.slice(first, first + EVENTS_AT_ONCE));
  }
}

/** The task with its readiness computed anew and stored. */
export async function withReadiness(tx: Transaction, task: TaskRow): Promise<TaskRow> {
  const waits = task.status === "inbox" || task.status === "assigned";
  if (!waits && !task.ready) return task;
  const [row] = await tx.$queryRaw<{ ready: boolean }[]>`
    UPDATE tasks SET ready = task_is_ready(id) WHERE id = ${task.id} RETURNING ready`;
  return row ? { ...task, ready: row.ready } : task;
}

/** Recomputes the readiness of everything that may follow from a change of this task, itself included. */
export async function refreshAround(
  tx: Transaction,
  ctx: Context,
  taskId: number,
  formerParent: number | null = null,
): Promise<void> {
  const around = await tx.$queryRaw<
    { id: number }[]
  >`SELECT id FROM tasks_around(${taskId}, ${formerParent}::int)`;
  await refreshReadiness(
    tx,
    ctx,
    around.map((row) => row.id),
  );
}
