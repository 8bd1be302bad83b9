import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import {
  anyOf,
  MAX_INT,
  numberParam,
  PageLimit,
  RowId,
  singleLine,
  text,
  UnixSeconds,
} from "@/lib/core/fields";
import { timeZoneOf } from "@/lib/schedules/time-zone";
import { PRIORITIES } from "@/lib/tasks/fields";
import { CARD_KINDS, CHANNEL_KINDS, PACES, SEVERITIES } from "./kinds";

const Id = numberParam(1, MAX_INT);
export const CardPath = z.strictObject({ id: Id });
export const ChannelPath = z.strictObject({ id: Id });

/** `123` or the `changed_at:id` of the last card seen. */
const Cursor = z
  .string()
  .regex(/^\d{1,16}-\d{1,10}$/, "must be the next_before of the page before")
  .transform((value) => {
    const [at = 0, id = 0] = value.split("-").map(Number);
    return { at, id };
  });

export const ListCards = z.strictObject({
  state: z.enum(["open", "closed"]).default("open"),
  /** Only those that changed since the person saw them. */
  unseen: z.enum(["true", "false"]).optional(),
  kind: anyOf(CARD_KINDS).optional(),
  project_id: Id.optional(),
  limit: PageLimit,
  before: Cursor.optional(),
});
export type ListCards = z.output<typeof ListCards>;

/** Cards by their ids, or all that are open. */
export const SeeCards = z
  .strictObject({
    ids: z.array(RowId).max(500, "must name at most 500 cards").optional(),
    all: z.boolean().optional(),
  })
  .refine(({ ids, all = false }) => (ids === undefined) === all, {
    path: ["ids"],
    message: "is required, or all: true, and not both",
  });
export type SeeCards = z.output<typeof SeeCards>;

export const CreateChannel = z.strictObject({
  kind: z.enum(CHANNEL_KINDS),
  name: singleLine(100),
  /** What the kind takes; its driver checks it. */
  settings: z.record(z.string(), z.unknown()),
});
export type CreateChannel = z.output<typeof CreateChannel>;

/** Absent fields stay. */
export const UpdateChannel = z.strictObject({
  name: singleLine(100).optional(),
  enabled: z.boolean().optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
});
export type UpdateChannel = z.output<typeof UpdateChannel>;

export const ListMessages = z.strictObject({
  limit: PageLimit,
  before: z
    .string()
    .regex(/^\d{1,15}$/, "must be a message's id")
    .transform(Number)
    .optional(),
});
export type ListMessages = z.output<typeof ListMessages>;

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of day such as 22:00");

/** Conditions that must all hold; of each list, one entry. An absent one holds. */
export const Match = z.strictObject({
  kinds: z.array(z.enum(CARD_KINDS)).min(1, "must name a kind").max(40).optional(),
  severities: z.array(z.enum(SEVERITIES)).min(1, "must name a severity").max(3).optional(),
  project_ids: z.array(RowId).min(1, "must name a project").max(200).optional(),
  priorities: z.array(z.enum(PRIORITIES)).min(1, "must name a priority").max(4).optional(),
  labels: z.array(text(100, 1)).min(1, "must name a label").max(100).optional(),
  /** Only tasks that the person created or has, and what names them. */
  mine: z.literal(true).optional(),
});

const RuleInput = z.strictObject({
  name: singleLine(100),
  enabled: z.boolean().default(true),
  match: Match.default({}),
  /** Null for every channel of the person. */
  channel_ids: z.array(RowId).max(50, "must name at most 50 channels").nullable().default(null),
  pace: z.enum(PACES).default("grouped"),
  /** For `grouped`: what comes within so many minutes is one message. */
  group_minutes: z
    .int("must be whole minutes")
    .min(1, "must be at least 1 minute")
    .max(240, "must be at most 240 minutes")
    .default(1),
  /** For `daily` and `weekly`, in the person's zone; 08:00 unless given. */
  digest_at: Clock.nullable().default(null),
  /** For `weekly`: 0 is Sunday; Monday unless given. */
  digest_weekday: z.int().min(0).max(6, "must be 0 (Sunday) to 6").nullable().default(null),
  /** Whether quiet hours do not hold it back. */
  through_quiet: z.boolean().default(false),
});
export type Rule = z.output<typeof RuleInput>;

export const PutRules = z.strictObject({
  /** All of them, in order: the first that fits a card decides. None brings back the default rule. */
  rules: z.array(RuleInput).max(50, "must be at most 50 rules"),
});
export type PutRules = z.output<typeof PutRules>;

const TimeZone = z.string().transform((name, ctx) => {
  try {
    return timeZoneOf(name);
  } catch (error) {
    const [problem] = error instanceof DomainError ? (error.details.problems ?? []) : [];
    ctx.addIssue({ code: "custom", message: problem?.rule ?? "is not a time zone" });
    return z.NEVER;
  }
});

export const PutPreferences = z.strictObject({
  timezone: TimeZone,
  /** Nothing is sent from the one time to the other; what came meanwhile comes at its end, as one message. */
  quiet_hours: z
    .strictObject({ from: Clock, until: Clock })
    .refine(({ from, until }) => from !== until, {
      path: ["until"],
      message: "must differ from the beginning; to be told nothing, pause",
    })
    .nullable(),
  /** Nothing is sent until then. */
  paused_until: UnixSeconds.nullable().default(null),
});
export type PutPreferences = z.output<typeof PutPreferences>;

/** The mail server. */
export const PutEmail = z.strictObject({
  host: singleLine(255),
  port: z.int("must be a port").min(1, "must be a port").max(65_535, "must be a port"),
  /** `tls` from the beginning (usually port 465), `starttls` (587), or `none`, which sends everything in the clear. */
  security: z.enum(["tls", "starttls", "none"]),
  username: singleLine(255).nullable().default(null),
  /** Absent keeps the one that is stored, for the same host, port, security and user. */
  password: text(1_000).nullable().optional(),
  /** `baton@example.com`, or `Baton <baton@example.com>`. */
  from: singleLine(320),
});
export type PutEmail = z.output<typeof PutEmail>;

export const LinkPath = z.strictObject({
  token: z.string().min(1).max(200),
});
