import { z } from "zod";
import { text } from "@/lib/core/fields";
import { Seconds } from "@/lib/core/shapes";

/** A schedule in cron or words, as a person writes it. */
export const ScheduleText = text(300).refine((value) => value.trim() !== "", "is required");
export const ZoneName = text(100).refine(
  (value) => value.trim() !== "",
  "must be a time zone such as Europe/Berlin",
);

export const ParseSchedule = z.strictObject({ input: ScheduleText, timezone: ZoneName.optional() });

/** `cronExpr` and `humanReadable` are the names existing clients know. */
export const ParsedScheduleResponse = z.strictObject({
  /** Null for something that happens once. */
  cron: z.string().nullable(),
  words: z.string(),
  timezone: z.string(),
  /** The moment of something that happens once. */
  once_at: Seconds.nullable(),
  next: z.array(Seconds),
  cronExpr: z.string().nullable(),
  humanReadable: z.string(),
});
