import { z } from "zod";
import {
  AgentName,
  BoolParam,
  MAX_INT,
  numberParam,
  PageLimit,
  PageOffset,
  singleLine,
  Words,
} from "@/lib/core/fields";
import { MOST_EXPORTED } from "./limits";
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

/** What existing clients call the types that have another name here. */
const FORMER_NAMES: Record<string, string> = {
  comment_added: "task.commented",
  comment: "task.commented",
  quality_review: "review.recorded",
  aegis_review: "review.recorded",
  task_assigned: "task.status_changed",
  task_dispatched: "task.claimed",
  task_agent_completed: "task.completed",
  agent_status_change: "agent.status_changed",
  chat_message: "message.sent",
};

/** Event types as existing clients write them (`task_created`), or as they are called here. */
const TypesAsWritten = z.preprocess(
  (value) => (typeof value === "string" ? value.split(",").map(currentName) : value),
  Types,
);

function currentName(written: string): string {
  const word = written.trim();
  if (KNOWN.has(word)) return word;
  return FORMER_NAMES[word] ?? word.replace("_", ".");
}

/** The last time that exists here: the first moment of the year 2100. */
const END_OF_TIME = 4_102_444_800;
const SecondsParam = numberParam(0, END_OF_TIME);

/** Which of the past events are meant. */
const past = {
  ...filter,
  type: TypesAsWritten.optional(),
  /** A task's id or ticket reference. */
  task: singleLine(100).optional(),
  agent: AgentName.optional(),
  /** The name of who did it: a person, an agent, a key or a part of Baton. */
  actor: singleLine(200).optional(),
  /** The kind of object, as existing clients call the part of the type before the dot. */
  entity_type: z.string().max(40).optional(),
  /** Unix seconds. */
  since: SecondsParam.optional(),
  until: SecondsParam.optional(),
};

export const ListActivities = z.strictObject({
  ...past,
  limit: PageLimit,
  before: EventId.optional(),
  /** For existing clients; `before` costs the same on every page. */
  offset: PageOffset,
  /** The page in whose middle this event is. */
  around: EventId.optional(),
  /** Sums instead of events, over `hours`. */
  stats: z.string().optional(),
  hours: numberParam(1, 720).default(24),
});
export type ListActivities = z.output<typeof ListActivities>;

export const ExportActivities = z.strictObject({
  ...past,
  before: EventId.optional(),
  format: z.enum(["jsonl", "csv"]).default("jsonl"),
  limit: numberParam(1, MOST_EXPORTED).default(MOST_EXPORTED),
});
export type ExportActivities = z.output<typeof ExportActivities>;
