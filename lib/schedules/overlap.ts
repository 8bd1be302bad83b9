import type { TxContext } from "@/lib/core/context";
import { cancelTask } from "@/lib/tasks/change/report";
import type { TaskStatus } from "@/lib/tasks/lifecycle";
import { cancelRun } from "@/lib/workflows/run/verbs";
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
 * The tasks that hold schedules back, by schedule: in any open status, also blocked and in review, and younger than the schedule's limit.
 * Runs whose task has ended are settled first, so that a schedule of many years looks only at those of its tasks that may be open; those
 * that outlived the limit are marked, once. Index: schedule_runs_unsettled_idx.
 */
export async function openTasks(
  tx: TxContext,
  schedules: readonly ScheduleRow[],
  now: Date,
): Promise<Map<number, OpenTask[]>> {
  const open = new Map<number, OpenTask[]>();
  if (schedules.length === 0) return open;
  const ids = schedules.map(({ id }) => id);
  await tx.db.$executeRaw`
    UPDATE schedule_runs r SET settled = true
    WHERE r.schedule_id = ANY(${ids}::int[]) AND r.outcome = 'created' AND NOT r.settled
      AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.id = r.task_id AND t.archived_at IS NULL
        AND t.status NOT IN ('done', 'failed', 'cancelled'))`;
  const limits = schedules.flatMap(({ id, overlapMaxAgeHours: hours }) =>
    hours === null ? [] : [{ id, oldest: new Date(now.getTime() - hours * 3_600_000) }],
  );
  if (limits.length > 0) {
    await tx.db.$executeRaw`
      UPDATE schedule_runs SET outlived_at = ${now}
      FROM jsonb_to_recordset(${JSON.stringify(limits)}::jsonb) AS s(id int, oldest timestamptz)
      WHERE schedule_id = s.id AND outcome = 'created' AND NOT settled
        AND outlived_at IS NULL AND due_at < s.oldest`;
  }
  const rows = await tx.db.$queryRaw<(OpenTask & { scheduleId: number })[]>`
    SELECT o.* FROM unnest(${ids}::int[]) AS s (id) CROSS JOIN LATERAL (
      SELECT r.schedule_id AS "scheduleId", r.id AS "runId", t.id AS "taskId", t.ticket_ref AS "ticketRef",
        t.status::text AS status, r.due_at AS "dueAt"
      FROM schedule_runs r JOIN tasks t ON t.id = r.task_id
      WHERE r.schedule_id = s.id AND r.outcome = 'created' AND NOT r.settled AND r.outlived_at IS NULL
      ORDER BY r.id LIMIT ${MOST_OPEN}
    ) AS o ORDER BY o."runId"`;
  for (const row of rows) {
    const known = open.get(row.scheduleId);
    if (known) known.push(row);
    else open.set(row.scheduleId, [row]);
  }
  return open;
}

/** How many due times of each schedule wait for an open task to end. Index: schedule_runs_unsettled_idx. */
export async function queuedCounts(
  tx: TxContext,
  scheduleIds: readonly number[],
): Promise<Map<number, number>> {
  if (scheduleIds.length === 0) return new Map();
  const rows = await tx.db.$queryRaw<{ id: number; n: number }[]>`
    SELECT schedule_id AS id, count(*)::int AS n FROM schedule_runs
    WHERE schedule_id = ANY(${[...scheduleIds]}::int[]) AND outcome = 'queued' AND NOT settled
    GROUP BY schedule_id`;
  return new Map(rows.map(({ id, n }) => [id, n]));
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
    // The task at the head of a run is cancelled with the run.
    const run = await tx.db.workflowRun.findFirst({
      where: { rootTaskId: taskId, status: "running" },
      select: { id: true },
    });
    if (run) await cancelRun(asScheduler(tx), run.id, reason);
    else await cancelTask(asScheduler(tx), { ref: taskId, reason });
  }
}
