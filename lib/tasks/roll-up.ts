import type { TxContext } from "@/lib/core/context";
import { record } from "@/lib/events/append";
import type { ApplyChange } from "./columns";
import { lockRow } from "./find";
import { restingStatus } from "./lifecycle";
import { reopened } from "./reopened";
import { TASK_JSON, type TaskRow } from "./row";

/** What a task counts for in its parent's progress. */
export function countsAs(task: TaskRow | null): "nothing" | "open" | "done" | "cancelled" {
  if (task === null || task.parent_id === null || task.archived_at !== null) return "nothing";
  return task.status === "done" || task.status === "cancelled" ? task.status : "open";
}

/**
 * Recounts a parent's live children. It is done by itself when the last of them is done or cancelled, and reopens when
 * one is added or reopened (`opens`); between the two its status is its own.
 */
export async function rollUp(
  tx: TxContext,
  parentId: number,
  opens: boolean,
  changeTask: ApplyChange,
): Promise<void> {
  const parent = await lockRow(tx, parentId);
  const [count] = await tx.db.$queryRaw<{ total: number; done: number; finished: number }[]>`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE status = 'done')::int AS done,
           count(*) FILTER (WHERE status IN ('done', 'cancelled'))::int AS finished
    FROM tasks WHERE parent_id = ${parentId} AND archived_at IS NULL`;
  const { total, done, finished } = count as { total: number; done: number; finished: number };
  const [row] = await tx.db.$queryRaw<{ task: TaskRow }[]>`
    UPDATE tasks t SET children_total = ${total}, children_done = ${done} FROM projects p
    WHERE t.id = ${parentId} AND p.id = t.project_id RETURNING ${TASK_JSON} AS task`;
  const counted = (row as { task: TaskRow }).task;
  const isComplete = total > 0 && finished === total;
  if (isComplete && counted.status !== "done" && counted.status !== "cancelled") {
    await changeTask(tx, counted, {
      to: "done",
      run: { outcome: "succeeded" },
      data: { reason: "children_finished" },
    });
  } else if (!isComplete && opens && counted.status === "done") {
    await changeTask(tx, counted, {
      to: restingStatus(counted.assigned_to),
      set: reopened(tx),
      data: { reason: "child_reopened" },
    });
  } else if (total !== parent.children_total || done !== parent.children_done) {
    await record(tx, {
      type: "task.updated",
      projectId: counted.project_id,
      taskId: counted.id,
      agent: counted.assigned_to,
      data: { task: counted, change: "progress" },
    });
  }
}
