import { z } from "zod";
import type { Queryable } from "@/lib/core/database";
import { addJob } from "@/lib/core/jobs";

/** Jobs that are queued here and run by modules of a higher layer, or by this one. */

/** What happens to a request at its deadline. */
export const EXPIRE_REQUEST = {
  name: "expireRequest",
  payload: z.strictObject({ requestId: z.int() }),
};

/** Goes on with a run of Baton's own that was answered (`lib/dispatch`). */
export const RESUME_RUN = { name: "resumeRun", payload: z.strictObject({ runId: z.int() }) };

const keyOf = (requestId: number): string => `request:${requestId}`;

/** Queues the one job of the request's deadline. */
export function queueDeadline(db: Queryable, requestId: number, at: Date): Promise<void> {
  return addJob(db, EXPIRE_REQUEST, { requestId }, { key: keyOf(requestId), runAt: at });
}

/** Removes the jobs of deadlines that no longer matter. One that is running finds its request closed. */
export async function dropDeadlines(db: Queryable, requestIds: readonly number[]): Promise<void> {
  if (requestIds.length === 0) return;
  await db.$queryRaw`
    SELECT 1 AS dropped FROM unnest(${requestIds.map(keyOf)}::text[]) AS key
    CROSS JOIN LATERAL graphile_worker.remove_job(key)`;
}
