import type { TxContext } from "@/lib/core/context";
import { record } from "@/lib/events/append";
import { asScheduler } from "./create-run";
import { scheduleForEvent } from "./event";
import type { ScheduleRow } from "./row";

/**
 * Pauses a schedule whose latest runs all failed, as many as its limit: no task could be created, or the task failed. Says whether it
 * did. Runs from before it was last resumed do not count. Index: schedule_runs_schedule_id_id_idx.
 */
export async function pauseIfFailing(
  tx: TxContext,
  schedule: ScheduleRow,
  now: Date,
): Promise<boolean> {
  const limit = schedule.pauseAfterFailures;
  if (limit === null) return false;
  const latest = await tx.db.$queryRaw<{ failed: boolean; what: string }[]>`
    SELECT r.outcome = 'failed' OR COALESCE(t.status = 'failed', false) AS failed,
      COALESCE(r.ticket_ref, 'no task: ' || r.reason, '') AS what
    FROM schedule_runs r LEFT JOIN tasks t ON t.id = r.task_id
    WHERE r.schedule_id = ${schedule.id} AND r.id > ${schedule.failuresAfterId} AND r.outcome IN ('created', 'failed')
    ORDER BY r.id DESC LIMIT ${limit}`;
  if (latest.length < limit || !latest.every(({ failed }) => failed)) return false;
  const note = `the last ${limit === 1 ? "run" : `${limit} runs`} failed, the latest is ${latest[0]?.what}`;
  const paused = await tx.db.schedule.update({
    where: { id: schedule.id },
    data: {
      pausedAt: now,
      pausedBy: "scheduler",
      pauseNote: note,
      pauseReason: "failures",
      nextAt: null,
      updatedAt: now,
    },
  });
  await record(asScheduler(tx), {
    type: "schedule.updated",
    projectId: schedule.projectId,
    data: { schedule: scheduleForEvent(paused), changed: ["paused"] },
  });
  return true;
}
