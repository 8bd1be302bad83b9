import type { TxContext } from "@/lib/core/context";
import { record } from "@/lib/events/append";
import type { Change } from "@/lib/tasks/columns";
import type { TaskRow } from "@/lib/tasks/row";
import { changeTask } from "./change";

/** Fails a task that has used up its attempts, and writes `task.escalated`: a person has to look at it. */
export async function failForGood(
  tx: TxContext,
  before: TaskRow,
  change: Pick<Change, "set" | "run"> & { data: { reason: string; attempt?: number } },
  attempts: number,
): Promise<TaskRow> {
  const set = { outcome: "failed", ...change.set };
  const failed = await changeTask(tx, before, { ...change, to: "failed", set });
  await record(tx, {
    type: "task.escalated",
    projectId: failed.project_id,
    taskId: failed.id,
    agent: failed.assigned_to,
    data: { task: failed, reason: change.data.reason, attempts },
  });
  return failed;
}
