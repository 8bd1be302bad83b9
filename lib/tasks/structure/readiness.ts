import type { TxContext } from "@/lib/core/context";
import { type NewEvent, record } from "@/lib/events/append";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";

/** A place in a sequence. */
export interface Place {
  parent_id: number;
  exec_order: number;
}

/** The task's place in a sequence, if it has one. */
export function placeOf(task: TaskRow | null): Place[] {
  if (task === null || task.exec_mode !== "seq") return [];
  const { parent_id, exec_order } = task;
  return parent_id === null || exec_order === null ? [] : [{ parent_id, exec_order }];
}

/** The task itself, what it blocks, and every step after the given places. Index: tasks_exec_order_key, task_links' own. */
export async function waitingFor(
  tx: TxContext,
  taskId: number,
  places: Place[],
): Promise<number[]> {
  const rows = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT ${taskId}::int AS id
    UNION SELECT l.to_id FROM task_links l WHERE l.from_id = ${taskId} AND l.type = 'blocks'
    UNION SELECT s.id
      FROM unnest(${places.map((place) => place.parent_id)}::int[], ${places.map((place) => place.exec_order)}::int[])
        AS place (parent_id, exec_order)
      JOIN tasks s ON s.parent_id = place.parent_id AND s.exec_order > place.exec_order
      WHERE s.exec_mode = 'seq'`;
  return rows.map((row) => row.id);
}

/** Recomputes the readiness of everything that may follow from a change of this task, itself included. */
export async function refreshAround(tx: TxContext, taskId: number, places: Place[]): Promise<void> {
  await refreshBelow(tx, [taskId, ...(await nextAfter(tx, taskId, places))]);
}

/**
 * The tasks that may become ready by what happened to this one: those it blocks, and of the steps after its places only those up to the next
 * one that blocks, because what comes after that one waits for it anyway.
 */
export async function nextAfter(tx: TxContext, taskId: number, places: Place[]): Promise<number[]> {
  const next = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT l.to_id AS id FROM task_links l WHERE l.from_id = ${taskId} AND l.type = 'blocks'
    UNION SELECT s.id
      FROM unnest(${places.map((place) => place.parent_id)}::int[], ${places.map((place) => place.exec_order)}::int[])
        AS place (parent_id, exec_order)
      JOIN tasks s ON s.parent_id = place.parent_id AND s.exec_order > place.exec_order AND s.exec_mode = 'seq'
      WHERE s.exec_order <= COALESCE((
        SELECT min(h.exec_order) FROM tasks h
        WHERE h.parent_id = place.parent_id AND h.exec_mode = 'seq' AND h.exec_order > place.exec_order
          AND h.id <> ${taskId} AND task_holds(h.status, h.archived_at, h.on_failure)), 2147483647)`;
  return next.map((row) => row.id);
}

/**
 * Recomputes the readiness of the given tasks and of everything live below them. What is archived is not ready, whatever is
 * above it. Only a task with live children is asked for them. Index: tasks_pkey, tasks_children_idx.
 */
export async function refreshBelow(tx: TxContext, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  const below = await tx.db.$queryRaw<{ id: number }[]>`
    WITH RECURSIVE below AS (
      SELECT t.id, t.children_total FROM tasks t WHERE t.id = ANY(${ids}::int[])
      UNION
      SELECT c.id, c.children_total FROM below CROSS JOIN LATERAL (
        SELECT t.id, t.children_total FROM tasks t
        WHERE below.children_total > 0 AND t.parent_id = below.id AND t.archived_at IS NULL OFFSET 0) c
    )
    SELECT id FROM below`;
  await refreshReadiness(
    tx,
    below.map((row) => row.id),
  );
}

/**
 * Recomputes the stored readiness of the given tasks and tells which changed. The rows that differ are locked first and
 * computed again in a later statement: a claim that took one of them meanwhile is seen.
 */
export async function refreshReadiness(tx: TxContext, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  const stale = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT t.id FROM tasks t WHERE t.id = ANY(${ids}::int[]) AND t.ready IS DISTINCT FROM task_is_ready(t.id)
    ORDER BY t.id FOR NO KEY UPDATE`;
  if (stale.length === 0) return;
  const changed = await tx.db.$queryRaw<{ task: TaskRow }[]>`
    UPDATE tasks t SET ready = NOT t.ready FROM projects p
    WHERE t.id = ANY(${stale.map((row) => row.id)}::int[]) AND p.id = t.project_id
      AND t.ready IS DISTINCT FROM task_is_ready(t.id)
    RETURNING ${TASK_JSON} AS task`;
  await record(
    tx,
    ...changed.map<NewEvent>(({ task }) => ({
      type: "task.updated",
      projectId: task.project_id,
      taskId: task.id,
      agent: task.assigned_to,
      data: { task, change: "ready", changed: { ready: [!task.ready, task.ready] } },
    })),
  );
}

/** The task with its readiness computed anew and stored. */
export async function withReadiness(tx: TxContext, task: TaskRow): Promise<TaskRow> {
  const waits = task.status === "inbox" || task.status === "assigned";
  if (!waits && !task.ready) return task;
  const [row] = await tx.db.$queryRaw<Pick<TaskRow, "ready" | "claimable" | "command_ready">[]>`
    UPDATE tasks SET ready = task_is_ready(id) WHERE id = ${task.id} RETURNING ready, claimable, command_ready`;
  return { ...task, ...row };
}
