import { z } from "zod";

/** Jobs that are queued here and run by modules of a higher layer. */

/** Starts the review of a task (`lib/reviews`). */
export const REVIEW_TASK = {
  name: "reviewTask",
  payload: z.strictObject({
    taskId: z.int(),
    /** The resolution to judge. The job does nothing if the task has another one by now. */
    resolutionHash: z.string().nullable(),
  }),
};

/** Queues reviews that waited for a reviewer (`lib/reviews`). */
export const RUN_AEGIS_REVIEWS = { name: "runAegisReviews", payload: z.strictObject({}) };

/** Joins or gives up runs whose lease ran out (`lib/recovery`). */
export const RECOVER_RUNS = { name: "recoverRuns", payload: z.strictObject({}) };

/** Stops a run at its runtime, where it would otherwise continue (`lib/engine`). */
export const STOP_RUN = { name: "stopRun", payload: z.strictObject({ runId: z.int() }) };
