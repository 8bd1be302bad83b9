import { z } from "zod";
import type { Context } from "@/lib/core/context";
import { defineJob } from "@/lib/core/jobs";

/** What came of due times is kept for so long. Tasks stay, and so does what is still open or waits. */
const DAYS = 90;
const BATCH = 5_000;

/** Removes runs of schedules that are older than their retention. Index: schedule_runs_created_at_idx. */
export async function removeOldRuns(ctx: Context): Promise<{ removed: number }> {
  for (let removed = 0; ; ) {
    const count = await ctx.db.$executeRaw`
      DELETE FROM schedule_runs WHERE id IN (
        SELECT r.id FROM schedule_runs r
        WHERE r.created_at < clock_timestamp() - ${DAYS}::int * interval '1 day' AND r.outcome <> 'queued'
          AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.id = r.task_id AND t.archived_at IS NULL
            AND t.status NOT IN ('done', 'failed', 'cancelled'))
        ORDER BY r.created_at LIMIT ${BATCH})`;
    removed += count;
    if (count < BATCH) return { removed };
  }
}

export const removeOldRunsJob = defineJob({
  name: "removeOldScheduleRuns",
  payload: z.strictObject({}),
  description: "Removes what came of due times three months ago.",
  pool: "upkeep",
  periodic: "40 3 * * *",
  run: (ctx) => removeOldRuns(ctx),
});
