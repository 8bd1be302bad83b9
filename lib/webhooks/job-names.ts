import { z } from "zod";
import type { JobSignature } from "@/lib/core/jobs";

/** The job that makes a process look after webhooks; a command queues it so that the first webhook is served at once. */
export const SEND_WEBHOOKS = {
  name: "sendWebhooks",
  payload: z.strictObject({}),
} as const satisfies JobSignature;
