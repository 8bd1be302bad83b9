import type { TxContext } from "@/lib/core/context";
import { type NewEvent, record } from "@/lib/events/append";
import { mayBeDone } from "@/lib/tasks/change/gate";
import { reopened } from "@/lib/tasks/change/reopened";
import type { Change } from "@/lib/tasks/columns";
import { isTerminal, restingStatus } from "@/lib/tasks/lifecycle";
import { lockRow } from "@/lib/tasks/locks";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";

/** What to add to a parent's counts of its live children. */
interface Delta {
  parentId: number;
  total: number;
  done: number;
  finished: number;
  /** Whether a child was added, reopened or unarchived, which reopens a parent that was done. */
  opens: boolean;
}

type Share = "nothing" | "open" | "done" | "cancelled";

/** How a task counts in its parent's progress. */
function shareOf(task: TaskRow | null): Share {
  if (task === null || task.parent_id === null || task.archived_at !== null) return "nothing";
  return task.status === "done" || task.status === "cancelled" ? task.status : "open";
}

/** The parents whose children changed in this change of tasks, each once, in the order in which they were first named. */
export class TouchedParents {
  private readonly deltas = new Map<number, Delta>();

  /** Records how a task changed; `before` is null for a new one. */
  childChanged(before: TaskRow | null, after: TaskRow): void {
    const [was, is] = [shareOf(before), shareOf(after)];
    const stayed = before?.parent_id === after.parent_id;
    if (stayed && was === is) return;
    if (before && before.parent_id !== null && was !== "nothing") {
      this.add(before.parent_id, was, -1, false);
    }
    if (after.parent_id !== null && is !== "nothing") {
      this.add(after.parent_id, is, 1, is === "open");
    }
  }

  /** Records a parent whose counts are right already but which may have to move on. */
  touch(parentId: number): void {
    this.deltas.set(parentId, this.deltas.get(parentId) ?? { parentId, ...NOTHING });
  }

  /** Removes and returns the next parent. */
  take(): Delta | undefined {
    const [first] = this.deltas.values();
    if (first) this.deltas.delete(first.parentId);
    return first;
  }

  private add(parentId: number, share: Share, by: 1 | -1, opens: boolean): void {
    this.touch(parentId);
    const delta = this.deltas.get(parentId) as Delta;
    delta.total += by;
    if (share === "done") delta.done += by;
    if (share !== "open") delta.finished += by;
    delta.opens ||= opens;
  }
}

const NOTHING = { total: 0, done: 0, finished: 0, opens: false };

/** The reason shown on a parent that is blocked because all of its children were cancelled, so nothing was done. */
export const ALL_CANCELLED =
  "every child was cancelled: finish it, cancel it, or add what is still to do";

/**
 * Adds to a parent's counts and returns how the parent must change because of them. Null if its status stays; the event about its
 * progress is then written. Nobody else can change its children meanwhile, because their structure is locked.
 */
export async function countChildren(
  tx: TxContext,
  delta: Delta,
): Promise<{ parent: TaskRow; change: Change | null }> {
  const isCounted = delta.total !== 0 || delta.done !== 0 || delta.finished !== 0;
  const parent = isCounted ? await addToCounts(tx, delta) : await lockRow(tx, delta.parentId);
  const change = await changeByChildren(tx, parent, delta.opens);
  const before: Counts = {
    children_total: parent.children_total - delta.total,
    children_done: parent.children_done - delta.done,
    children_finished: parent.children_finished - delta.finished,
  };
  const told = haveFinished(parent) && !haveFinished(before) ? { children_finished: true } : {};
  if (change === null && isCounted) await record(tx, progressOf(parent, told));
  return { parent, change: change && { ...change, data: { ...change.data, ...told } } };
}

type Counts = Pick<TaskRow, "children_total" | "children_done" | "children_finished">;

/** Whether all of a task's children have ended, and at least one is done. */
const haveFinished = (parent: Counts): boolean =>
  parent.children_done > 0 && parent.children_finished === parent.children_total;

async function addToCounts(tx: TxContext, delta: Delta): Promise<TaskRow> {
  const [row] = await tx.db.$queryRaw<{ task: TaskRow }[]>`
    UPDATE tasks t SET children_total = children_total + ${delta.total}::int, children_done = children_done + ${delta.done}::int,
      children_finished = children_finished + ${delta.finished}::int
    FROM projects p WHERE t.id = ${delta.parentId} AND p.id = t.project_id RETURNING ${TASK_JSON} AS task`;
  return (row as { task: TaskRow }).task;
}

/**
 * When all children are finished and at least one is done, the parent passes the same review gate as any other task: it becomes done,
 * or goes to review if it needs a verdict. If all children were cancelled, it waits for a person. It reopens when a child does. In all
 * other cases its status stays.
 */
async function changeByChildren(
  tx: TxContext,
  parent: TaskRow,
  opens: boolean,
): Promise<Change | null> {
  const { children_total: total, children_done: done, children_finished: finished } = parent;
  const { status } = parent;
  // The root of a workflow's run, and a stage with items: the run decides what they become (lib/workflows/run).
  if (parent.kind === "wait") return null;
  const allFinished = total > 0 && finished === total;
  if (allFinished) {
    if (done === 0) {
      if (status !== "inbox" && status !== "assigned") return null;
      const set = { blocked_reason: ALL_CANCELLED, blocked_by_agent: false };
      return { to: "blocked", set, data: { reason: "children_cancelled" } };
    }
    if (isTerminal(status)) return null;
    const to = (await mayBeDone(tx.db, parent)) ? "done" : "review";
    if (to === status) return null;
    return { to, run: { outcome: "succeeded" }, data: { reason: "children_finished" } };
  }
  const to = restingStatus(parent.assigned_to);
  if (opens && status === "done") {
    return { to, set: reopened(), data: { reason: "child_reopened" } };
  }
  // Otherwise it could be approved, and done, before what opened again below it.
  const leavesReview = status === "review" && opens;
  if (leavesReview || (!allFinished && isBlockedByCancelled(parent))) {
    return { to, data: { reason: "child_reopened" } };
  }
  return null;
}

/** Whether a task is blocked because all of its children were cancelled, not by a person or a failure. */
export function isBlockedByCancelled(task: TaskRow): boolean {
  return (
    task.status === "blocked" &&
    task.blocked_by_id === null &&
    task.blocked_reason === ALL_CANCELLED
  );
}

const progressOf = (parent: TaskRow, told: { children_finished?: boolean } = {}): NewEvent => ({
  type: "task.updated",
  projectId: parent.project_id,
  taskId: parent.id,
  agent: parent.assigned_to,
  data: { task: parent, change: "progress", ...told },
});

/** Recounts the live children of the given parents, for an import, which writes children without counting them. */
export async function recountChildren(tx: TxContext, parentIds: number[]): Promise<void> {
  const rows = await tx.db.$queryRaw<{ task: TaskRow }[]>`
    UPDATE tasks t SET children_total = c.total, children_done = c.done, children_finished = c.finished
    FROM projects p, (
      SELECT w.id, count(k.id)::int AS total, (count(*) FILTER (WHERE k.status = 'done'))::int AS done,
             (count(*) FILTER (WHERE k.status IN ('done', 'cancelled')))::int AS finished
      FROM unnest(${parentIds}::int[]) AS w (id) LEFT JOIN tasks k ON k.parent_id = w.id AND k.archived_at IS NULL
      GROUP BY w.id
    ) c
    WHERE t.id = c.id AND p.id = t.project_id
      AND (t.children_total, t.children_done, t.children_finished) IS DISTINCT FROM (c.total, c.done, c.finished)
    RETURNING ${TASK_JSON} AS task`;
  await record(tx, ...rows.map(({ task }) => progressOf(task)));
}
