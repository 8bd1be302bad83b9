import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/database";
import { record } from "@/lib/events/append";
import type { ApplyChange } from "./columns";
import { lockTask, lockTasks } from "./find";
import { restingStatus } from "./lifecycle";
import { TASK_JSON, type TaskRow } from "./row";

/** Whether a task still holds back what waits for it (domain.md, "Ready"). */
export function isUnfinished(task: TaskRow): boolean {
  if (task.archived_at !== null || task.status === "done" || task.status === "cancelled")
    return false;
  return !(task.status === "failed" && task.on_failure === "continue");
}

/** What others see of a task's status: whether it still holds its successors, and whether it holds what is below it. */
function holdsBack(task: TaskRow): string {
  const below =
    task.archived_at !== null || ["blocked", "failed", "cancelled"].includes(task.status);
  return `${isUnfinished(task)} ${below}`;
}

const breaksDependents = (task: TaskRow): boolean =>
  task.archived_at === null &&
  task.on_failure === "block" &&
  (task.status === "failed" || (task.status === "blocked" && task.blocked_by_id !== null));

/**
 * Brings everything that hangs on a changed task into line, in the same transaction: the readiness of what waits for it,
 * the chain behind a failure, and its parents' progress. `before` is null for a new task. The task's own readiness is
 * right already (`withReadiness`) and its event written: consequences follow their cause in the stream.
 */
export async function settle(
  tx: Transaction,
  ctx: Context,
  before: TaskRow | null,
  after: TaskRow,
  changeTask: ApplyChange,
): Promise<void> {
  const moved =
    before === null ||
    before.status !== after.status ||
    before.archived_at !== after.archived_at ||
    before.on_failure !== after.on_failure;
  const placed =
    before === null ||
    before.parent_id !== after.parent_id ||
    before.exec_order !== after.exec_order ||
    before.exec_mode !== after.exec_mode ||
    before.scheduled_for !== after.scheduled_for;
  if (!moved && !placed) return;
  const joins = before === null && after.exec_mode === "seq" && after.exec_order !== null;
  if (joins || (before !== null && (placed || holdsBack(before) !== holdsBack(after)))) {
    await refreshAround(tx, ctx, before ?? after, after);
  }
  if (moved) {
    if (breaksDependents(after)) await blockDependents(tx, ctx, after, changeTask);
    else if (before !== null && breaksDependents(before))
      await unblockDependents(tx, ctx, after, changeTask);
  }
  const parents = new Set([before?.parent_id, after.parent_id]);
  for (const parentId of parents) if (parentId) await rollUp(tx, ctx, parentId, changeTask);
}

async function refreshAround(tx: Transaction, ctx: Context, before: TaskRow, after: TaskRow) {
  const waiting = await tx.$queryRaw<
    { id: number }[]
  >`SELECT id FROM tasks_around(${after.id}, ${before.parent_id}::int)`;
  await refreshReadiness(
    tx,
    ctx,
    waiting.map((row) => row.id).filter((id) => id !== after.id),
  );
}

/**
 * Recomputes the stored readiness of the given tasks. Their rows are locked first and computed in a later statement: of
 * two commands that finish two blockers at once, the second sees the first.
 */
export async function refreshReadiness(
  tx: Transaction,
  ctx: Context,
  ids: number[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx.$queryRaw`SELECT id FROM tasks WHERE id = ANY(${ids}::int[]) ORDER BY id FOR NO KEY UPDATE`;
  const changed = await tx.$queryRaw<{ task: TaskRow }[]>`
    UPDATE tasks t SET ready = NOT t.ready FROM projects p
    WHERE t.id = ANY(${ids}::int[]) AND p.id = t.project_id AND t.ready IS DISTINCT FROM task_is_ready(t.id)
    RETURNING ${TASK_JSON} AS task`;
  await record(
    tx,
    ctx.actor,
    ...changed.map(({ task }) => ({
      type: "task.updated" as const,
      projectId: task.project_id,
      taskId: task.id,
      agent: task.assigned_to,
      data: { task, change: "ready" },
    })),
  );
}

/** The task with its readiness computed anew and stored. */
export async function withReadiness(tx: Transaction, task: TaskRow): Promise<TaskRow> {
  const waits = task.status === "inbox" || task.status === "assigned";
  if (!waits && !task.ready) return task;
  const [row] = await tx.$queryRaw<{ ready: boolean }[]>`
    UPDATE tasks SET ready = task_is_ready(id) WHERE id = ${task.id} RETURNING ready`;
  return row ? { ...task, ready: row.ready } : task;
}

/** The open tasks that wait directly for this one: by a blocks link, or as later steps of one sequence. */
async function directDependents(tx: Transaction, task: TaskRow): Promise<TaskRow[]> {
  const ids = await tx.$queryRaw<
    { id: number }[]
  >`SELECT id FROM tasks_waiting_for(${task.id}) ORDER BY id`;
  return lockTasks(
    tx,
    ids.map((row) => row.id),
  );
}

async function blockDependents(
  tx: Transaction,
  ctx: Context,
  failed: TaskRow,
  changeTask: ApplyChange,
): Promise<void> {
  for (const dependent of await directDependents(tx, failed)) {
    if (dependent.status !== "inbox" && dependent.status !== "assigned") continue;
    await changeTask(tx, ctx, dependent, {
      to: "blocked",
      set: {
        blocked_by_id: failed.status === "failed" ? failed.id : failed.blocked_by_id,
        blocked_reason: `${failed.ticket_ref} ${failed.status}`,
      },
      data: { reason: "dependency_failed", blocker: failed.ticket_ref },
    });
  }
}

async function unblockDependents(
  tx: Transaction,
  ctx: Context,
  recovered: TaskRow,
  changeTask: ApplyChange,
): Promise<void> {
  for (const dependent of await directDependents(tx, recovered)) {
    if (dependent.status !== "blocked" || dependent.blocked_by_id === null) continue;
    const [other] = await tx.$queryRaw<{ id: number }[]>`
      SELECT b.id FROM tasks_holding(${dependent.id}) h JOIN tasks b ON b.id = h.id
      WHERE b.id <> ${recovered.id} AND b.archived_at IS NULL AND b.on_failure = 'block'
        AND (b.status = 'failed' OR (b.status = 'blocked' AND b.blocked_by_id IS NOT NULL)) LIMIT 1`;
    if (other) continue;
    await changeTask(tx, ctx, dependent, {
      to: restingStatus(dependent.assigned_to),
      data: { reason: "dependency_recovered", blocker: recovered.ticket_ref },
    });
  }
}

/** Recounts a parent's live children; it is done by itself when all are done or cancelled, and reopens when one is not. */
async function rollUp(
  tx: Transaction,
  ctx: Context,
  parentId: number,
  changeTask: ApplyChange,
): Promise<void> {
  const parent = await lockTask(tx, parentId);
  const [count] = await tx.$queryRaw<{ total: number; done: number; finished: number }[]>`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE status = 'done')::int AS done,
           count(*) FILTER (WHERE status IN ('done', 'cancelled'))::int AS finished
    FROM tasks WHERE parent_id = ${parentId} AND archived_at IS NULL`;
  const { total, done, finished } = count as { total: number; done: number; finished: number };
  if (
    total === parent.children_total &&
    done === parent.children_done &&
    !overdue(parent, total, finished)
  ) {
    return;
  }
  const [row] = await tx.$queryRaw<{ task: TaskRow }[]>`
    UPDATE tasks t SET children_total = ${total}, children_done = ${done} FROM projects p
    WHERE t.id = ${parentId} AND p.id = t.project_id RETURNING ${TASK_JSON} AS task`;
  const counted = (row as { task: TaskRow }).task;
  if (overdue(counted, total, finished)) {
    const complete = total > 0 && finished === total;
    await changeTask(tx, ctx, counted, {
      to: complete ? "done" : restingStatus(counted.assigned_to),
      run: { outcome: "succeeded" },
      data: { reason: complete ? "children_finished" : "child_reopened" },
    });
    return;
  }
  await record(tx, ctx.actor, {
    type: "task.updated",
    projectId: counted.project_id,
    taskId: counted.id,
    agent: counted.assigned_to,
    data: { task: counted, change: "progress" },
  });
}

/** Whether a parent's status no longer says what its children say. */
function overdue(parent: TaskRow, total: number, finished: number): boolean {
  const complete = total > 0 && finished === total;
  if (complete) return parent.status !== "done" && parent.status !== "cancelled";
  return parent.status === "done" && total > 0;
}
