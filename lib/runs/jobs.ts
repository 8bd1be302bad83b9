import { z } from "zod";

/** Jobs that this floor queues and the rooms above it run. */

/** Asks the reviewer for a verdict on a task in review (`lib/reviews`). */
export const REVIEW_TASK = {
  name: "reviewTask",
  payload: z.strictObject({
    taskId: z.int(),
    /** The resolution to judge: the job does nothing once the task has another one. */
    resolutionHash: z.string().nullable(),
  }),
};

/** Queues reviews that waited for a reviewer (`lib/reviews`). */
export const RUN_AEGIS_REVIEWS = { name: "runAegisReviews", payload: z.strictObject({}) };

/** Ends a run at its runtime, where it would go on without us (`lib/engine`). */
export const STOP_RUN = { name: "stopRun", payload: z.strictObject({ runId: z.int() }) };
