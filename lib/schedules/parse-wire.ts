import type { z } from "zod";
import { toUnixSeconds } from "@/lib/core/clock";
import type { ParsedScheduleResponse } from "./parse-schema";
import { describe, nextTimes, type Recurrence } from "./recurrence";

const PREVIEWED = 5;

/** What was understood, and the next five times it fires. */
export function parsedToWire(
  recurrence: Recurrence,
  now: Date,
): z.output<typeof ParsedScheduleResponse> {
  const words = describe(recurrence);
  return {
    cron: recurrence.cron,
    words,
    timezone: recurrence.timezone,
    once_at: toUnixSeconds(recurrence.onceAt),
    next: nextTimes(recurrence, now, PREVIEWED).map((at) => toUnixSeconds(at)),
    cronExpr: recurrence.cron,
    humanReadable: words,
  };
}
