import type { TxContext } from "@/lib/core/context";
import { record } from "@/lib/events/append";
import { asScheduler } from "./create-run";
import { scheduleForEvent } from "./event";
import type { ScheduleRow } from "./row";

/**
 * Pauses those of the schedules whose latest runs all failed (`pauseIfFailing`), and returns their ids. Index:
 * schedule_runs_schedule_id_id_idx.
 */
export async function pauseFailing(
  tx: TxContext,
  schedules: readonly ScheduleRow[],
  now: Date,
): Promise<Set<number>> {
  const limited = schedules.filter(({ pauseAfterFailures }) => pauseAfterFailures !== null);
  if (limited.length === 0) return new Set();
  // Most have not failed the last time, which is quicker to ask of all of them than of each how often it did.
  const failed = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT s.id FROM unnest(${limited.map(({ id }) => id)}::int[]) AS s (id) CROSS JOIN LATERAL (
      SELECT r.outcome, r.task_id FROM schedule_runs r
      WHERE r.schedule_id = s.id AND r.outcome IN ('created', 'failed') ORDER BY r.id DESC LIMIT 1
    ) AS last LEFT JOIN tasks t ON t.id = last.task_id
    WHERE last.outcome = 'failed' OR t.status = 'failed'`;
  const paused = new Set<number>();
  for (const { id } of failed) {
    const schedule = limited.find((each) => each.id === id) as ScheduleRow;
    if (await pauseIfFailing(tx, schedule, now)) paused.add(id);
  }
  return paused;
}

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
