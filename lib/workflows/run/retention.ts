import { z } from "zod";
import type { Context } from "@/lib/core/context";
import { defineJob } from "@/lib/core/jobs";

/** A run whose tasks are all deleted is kept for so long after its end. */
const DAYS = 90;
const BATCH = 500;

/**
 * Removes ended runs of which no task is left, with their stages and the files that they were given (docs/operations.md, "Workflows").
 * Index: workflow_runs_root_task_id_idx, workflow_stages_run_id_position_idx.
 */
export async function removeRunsWithoutTasks(ctx: Context): Promise<{ removed: number }> {
  for (let removed = 0; ; ) {
    const count = await ctx.db.$executeRaw`
      DELETE FROM workflow_runs WHERE id IN (
        SELECT w.id FROM workflow_runs w
        WHERE w.root_task_id IS NULL AND w.status <> 'running' AND w.finished_at < clock_timestamp() - ${DAYS}::int * interval '1 day'
          AND NOT EXISTS (SELECT 1 FROM workflow_stages s WHERE s.run_id = w.id AND s.task_id IS NOT NULL)
        LIMIT ${BATCH}::int)`;
    removed += count;
    if (count < BATCH) return { removed };
  }
}

export const removeWorkflowRunsJob = defineJob({
  name: "removeWorkflowRuns",
  payload: z.strictObject({}),
  description: "Removes runs of workflows that ended three months ago and whose tasks are deleted.",
  pool: "upkeep",
  periodic: "50 3 * * *",
  run: (ctx) => removeRunsWithoutTasks(ctx),
});
