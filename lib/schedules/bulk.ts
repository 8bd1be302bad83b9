import type { Context } from "@/lib/core/context";
import { pauseSchedule, removeSchedule, resumeSchedule } from "./pause";
import { findSchedule, type ScheduleRow } from "./row";
import type { BulkSchedules } from "./schema";

/**
 * Pauses, resumes or removes several schedules, all or none, and returns them in the order given: removed ones as they were. Those that
 * are as asked for already stay as they are. Fails with what doing it to one of them fails with, and then changes none.
 */
export async function changeSchedules(
  ctx: Context,
  { action, schedules, note }: BulkSchedules,
): Promise<ScheduleRow[]> {
  return ctx.transaction(async (tx) => {
    const ids: number[] = [];
    for (const ref of schedules) ids.push((await findSchedule(tx, ref)).id);
    const wanted = [...new Set(ids)];
    // By their ids, so that two such changes wait for each other and never both.
    await tx.db.$queryRaw`
      SELECT id FROM schedules WHERE id = ANY(${wanted}::int[]) ORDER BY id FOR NO KEY UPDATE`;
    const changed: ScheduleRow[] = [];
    for (const id of wanted) {
      const ref = String(id);
      if (action === "pause") changed.push(await pauseSchedule(tx, ref, note ?? null));
      else if (action === "resume") changed.push(await resumeSchedule(tx, ref));
      else changed.push(await removeSchedule(tx, ref));
    }
    return changed;
  });
}
