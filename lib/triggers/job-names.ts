import { z } from "zod";
import type { JobSignature } from "@/lib/core/jobs";

/** The job that makes a process watch for what fires triggers; a command queues it so that the first one is served at once. */
export const WATCH_TRIGGERS = {
  name: "watchTriggers",
  payload: z.strictObject({}),
} as const satisfies JobSignature;

/** The job that creates the task of a delivery. */
export const CREATE_TRIGGERED_TASK = {
  name: "createTriggeredTask",
  payload: z.strictObject({ delivery: z.int() }),
} as const satisfies JobSignature;
