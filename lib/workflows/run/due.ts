import { z } from "zod";
import type { TxContext } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";

/** What looks at a stage whose task or request changed, or whose time has come. */
export const ADVANCE_RUN = {
  name: "advanceWorkflowRun",
  payload: z.strictObject({ stage: z.int().optional(), run: z.int().optional() }),
};

/** Queues a look at each of these stages for when its time is over. Index: workflow_stages_pkey. */
export async function queueDue(tx: TxContext, stageIds: readonly number[]): Promise<void> {
  if (stageIds.length === 0) return;
  await tx.db.$queryRaw`
    SELECT 1 AS queued FROM workflow_stages s
    CROSS JOIN LATERAL graphile_worker.add_job(identifier => ${ADVANCE_RUN.name}, payload => json_build_object('stage', s.id),
      run_at => s.due_at, job_key => 'workflow-due:' || s.id, max_attempts => 10::smallint)
    WHERE s.id = ANY(${[...stageIds]}::int[]) AND s.due_at IS NOT NULL`;
}

/** Queues a look at a stage now. */
export async function queueLook(db: Queryable, stageId: number): Promise<void> {
  await db.$queryRaw`
    SELECT 1 AS queued FROM graphile_worker.add_job(identifier => ${ADVANCE_RUN.name},
      payload => json_build_object('stage', ${stageId}::int), job_key => 'workflow-stage:' || ${stageId}::int, max_attempts => 10::smallint)`;
}
