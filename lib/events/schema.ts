import { z } from "zod";
import { AgentName, BoolParam, MAX_INT, numberParam, PageLimit, Words } from "@/lib/core/fields";
import { EVENT_CATEGORIES, EVENT_TYPES } from "./types";

const EventId = z
  .string()
  .regex(/^\d{1,18}$/, "must be an event's id")
  .transform((value) => BigInt(value));

/** For how many days events are kept. */
export const RetentionDays = z
  .number("must be a whole number of days")
  .int("must be a whole number of days")
  .min(1, "must be at least 1 day")
  .max(3_650, "must be at most 3650 days");

/** Null falls back to the environment. */
export const UpdateRetention = z.strictObject({ retention_days: RetentionDays.nullable() });

export const RetentionResponse = z.strictObject({
  retention_days: z.int(),
  /** Whether it is a stored setting, rather than the environment's or the default. */
  is_set: z.boolean(),
});
export type RetentionWire = z.output<typeof RetentionResponse>;

const KNOWN = new Set([...EVENT_CATEGORIES, ...EVENT_TYPES]);

/** Event types, or the part before their dot. */
const Types = Words.superRefine((words, ctx) => {
  const unknown = words.find((word) => !KNOWN.has(word));
  if (unknown === undefined) return;
  ctx.addIssue({
    code: "custom",
    message: `names ${unknown}, which is no type of event: take any of ${EVENT_CATEGORIES.join(", ")} or ${EVENT_TYPES.join(", ")}`,
  });
});

const filter = {
  types: Types.optional(),
  project_id: numberParam(1, MAX_INT).optional(),
  task_id: numberParam(1, MAX_INT).optional(),
};

/** Start after the event `since`; the header Last-Event-ID takes precedence. */
export const StreamEvents = z.strictObject({
  ...filter,
  since: EventId.optional(),
  /** Sends signs of life as `tick` events instead of comments. */
  ticks: BoolParam.optional(),
});

export const ListActivities = z.strictObject({
  ...filter,
  type: Types.optional(),
  agent: AgentName.optional(),
  limit: PageLimit,
  before: EventId.optional(),
});
