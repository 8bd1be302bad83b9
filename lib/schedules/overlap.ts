import type { TxContext } from "@/lib/core/context";
import { cancelTask } from "@/lib/tasks/change/report";
import type { TaskStatus } from "@/lib/tasks/lifecycle";
import { asScheduler } from "./create-run";
import type { ScheduleRow } from "./row";

/** An open task of a schedule. */
export interface OpenTask {
  runId: number;
  taskId: number;
  ticketRef: string;
  status: TaskStatus;
  dueAt: Date;
}

const MOST_OPEN = 1_000;

/**
 * The tasks of a schedule that hold it back: in any open status, also blocked and in review, and younger than its limit. Runs whose
 * task has ended are settled first, so that a schedule of many years looks only at those of its tasks that may be open; those that
 * outlived the limit are marked, once. Index: schedule_runs_unsettled_idx.
 */
export async function openTasks(
  tx: TxContext,
  schedule: ScheduleRow,
  now: Date,
): Promise<OpenTask[]> {
  await tx.db.$executeRaw`
    UPDATE schedule_runs r SET settled = true
    WHERE r.schedule_id = ${schedule.id} AND r.outcome = 'created' AND NOT r.settled
      AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.id = r.task_id AND t.archived_at IS NULL
        AND t.status NOT IN ('done', 'failed', 'cancelled'))`;
  const { overlapMaxAgeHours: hours } = schedule;
  const oldest = hours === null ? null : new Date(now.getTime() - hours * 3_600_000);
  if (oldest) {
    await tx.db.$executeRaw`
      UPDATE schedule_runs SET outlived_at = ${now}
      WHERE schedule_id = ${schedule.id} AND outcome = 'created' AND NOT settled
        AND outlived_at IS NULL AND due_at < ${oldest}`;
  }
  return tx.db.$queryRaw<OpenTask[]>`
    SELECT r.id AS "runId", t.id AS "taskId", t.ticket_ref AS "ticketRef", t.status::text AS status, r.due_at AS "dueAt"
    FROM schedule_runs r JOIN tasks t ON t.id = r.task_id
    WHERE r.schedule_id = ${schedule.id} AND r.outcome = 'created' AND NOT r.settled
      AND r.outlived_at IS NULL
    ORDER BY r.id LIMIT ${MOST_OPEN}`;
}

/** How many due times wait for an open task to end. Index: schedule_runs_unsettled_idx. */
export async function queuedCount(tx: TxContext, scheduleId: number): Promise<number> {
  const [row] = await tx.db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM schedule_runs
    WHERE schedule_id = ${scheduleId} AND outcome = 'queued' AND NOT settled`;
  return row?.n ?? 0;
}

/** The most due times that wait for a task to end; the ones after that are skipped. */
export const MOST_QUEUED = 100;

export type OverlapDecision =
  | { outcome: "created" }
  | { outcome: "queued" | "skipped"; reason: string };

/** What becomes of a due time while these tasks are open and so many due times wait for them. Pure. */
export function decideOverlap(
  overlap: string,
  open: readonly Pick<OpenTask, "ticketRef" | "status">[],
  queued: number,
): OverlapDecision {
  const [first] = open;
  if (!first || overlap === "allow" || overlap === "cancel_running") {
    return { outcome: "created" };
  }
  const more = open.length === 1 ? "" : ` and ${open.length - 1} more`;
  const reason = `${first.ticketRef}${more} ${open.length === 1 ? "is" : "are"} still ${open.length === 1 ? STATES[first.status] : "open"}`;
  if (overlap === "queue_one" && queued === 0) return { outcome: "queued", reason };
  if (overlap === "queue_all" && queued < MOST_QUEUED) return { outcome: "queued", reason };
  const why =
    queued === 0
      ? reason
      : `${reason}, and ${queued === 1 ? "one time waits" : `${queued} times wait`} for it`;
  return { outcome: "skipped", reason: why };
}

const STATES: Record<TaskStatus, string> = {
  inbox: "in the inbox",
  assigned: "assigned",
  in_progress: "in progress",
  review: "in review",
  blocked: "blocked",
  done: "done",
  failed: "failed",
  cancelled: "cancelled",
};

/** Cancels the tasks that are still open, for the one that takes their place. */
export async function cancelOpen(
  tx: TxContext,
  schedule: ScheduleRow,
  open: readonly OpenTask[],
): Promise<void> {
  for (const { taskId } of open) {
    const reason = `the schedule ${schedule.name} is due again`;
    await cancelTask(asScheduler(tx), { ref: taskId, reason });
  }
}
