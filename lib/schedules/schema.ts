import { z } from "zod";
import {
  AgentName,
  BROKEN_CURSOR,
  MAX_INT,
  numberParam,
  PageLimit,
  RowId,
  singleLine,
  text,
  UnixSeconds,
} from "@/lib/core/fields";
import { TaskTemplate } from "@/lib/tasks/template";
import { ScheduleText, ZoneName } from "./parse-schema";

/** What becomes of a due time while a task of the schedule is still open. */
export const OVERLAPS = ["skip", "queue_one", "queue_all", "allow", "cancel_running"] as const;
export type Overlap = (typeof OVERLAPS)[number];

/** What becomes of due times that passed while nothing ran: they run late, within the window, or are only counted. */
export const MISSED = ["run", "skip"] as const;
export type Missed = (typeof MISSED)[number];

export const RUN_TRIGGERS = ["due", "manual", "backfill"] as const;
export const RUN_OUTCOMES = ["created", "queued", "skipped", "missed", "failed"] as const;

const Name = singleLine(100).refine(
  (name) => !/^\d+$/.test(name),
  "must not be a number, which would be read as an id",
);

const settings = {
  name: Name,
  schedule: ScheduleText,
  timezone: ZoneName,
  task_template: TaskTemplate,
  overlap: z.enum(OVERLAPS),
  /** An open task older than this no longer holds the schedule back; null for never. */
  overlap_max_age_hours: z
    .number()
    .min(1, "must be at least 1")
    .max(87_600, "must be at most 87600")
    .nullable(),
  missed: z.enum(MISSED),
  missed_window_hours: z.number().min(0, "must not be negative").max(744, "must be at most 744"),
  /** After so many failures in a row it pauses itself; null for never. */
  pause_after_failures: z
    .number()
    .int()
    .min(1, "must be at least 1")
    .max(100, "must be at most 100")
    .nullable(),
};

/** The settings of a schedule that does not say. */
export const DEFAULTS = {
  overlap: "skip",
  overlap_max_age_hours: 168,
  missed: "run",
  missed_window_hours: 24,
  pause_after_failures: 5,
} as const;

/** A new schedule, or a change of the one that has the same `key` in its project. */
export const CreateSchedule = z
  .strictObject(settings)
  .partial()
  .extend({
    name: settings.name,
    schedule: settings.schedule,
    task_template: settings.task_template,
    key: singleLine(200).optional(),
    /** Creates it paused. */
    paused: z.boolean().optional(),
  });
export type CreateSchedule = z.output<typeof CreateSchedule>;

/** The same task for an agent again and again; schedules count in minutes. */
export const Every = z.strictObject({
  agent: AgentName,
  prompt: text(50_000, 1).refine((value) => value.trim() !== "", "is required"),
  seconds: z
    .number()
    .int()
    .min(60, "must be at least 60")
    .max(86_400, "must be at most 86400, a day")
    .refine((value) => value % 60 === 0, "must be whole minutes, such as 300")
    .refine(
      (value) => value < 3_600 || value === 86_400 || (value % 3_600 === 0 && value <= 43_200),
      "must be less than an hour, whole hours up to 12, or a day",
    ),
  project_id: RowId.optional(),
});
export type Every = z.output<typeof Every>;

export const EndEvery = z.strictObject({
  agent: AgentName,
  project_id: numberParam(1, MAX_INT).optional(),
});

/** A change: absent fields stay; `etag` must be its present one. The template is replaced as a whole. */
export const UpdateSchedule = z
  .strictObject(settings)
  .partial()
  .extend({ etag: z.string().min(1).max(100).optional() });
export type UpdateSchedule = z.output<typeof UpdateSchedule>;

/** A schedule in a path: its id, or its name where that is the only one. */
export const SchedulePath = z.strictObject({ id: z.string().trim().min(1).max(100) });

export const PauseSchedule = z.strictObject({ note: text(2_000).nullable().optional() });

const MOST_IN_BULK = 500;

/** What is to be done to several schedules, by id or name; `note` says why they are paused. */
export const BulkSchedules = z
  .strictObject({
    action: z.enum(["pause", "resume", "remove"]),
    schedules: z
      .array(z.union([RowId.transform(String), SchedulePath.shape.id]))
      .min(1, "must name a schedule")
      .max(MOST_IN_BULK, `must have at most ${MOST_IN_BULK} entries; send the rest separately`),
    note: text(2_000).nullable().optional(),
  })
  .refine(({ action, note }) => action === "pause" || note == null, {
    message: "is for pausing only",
    path: ["note"],
  });
export type BulkSchedules = z.output<typeof BulkSchedules>;

/** A range of due times to create tasks for, both ends included. `dry_run` only lists them. */
export const BackfillSchedule = z
  .strictObject({ from: UnixSeconds, to: UnixSeconds, dry_run: z.boolean().default(false) })
  .refine(({ from, to }) => from <= to, { message: "must not be after to", path: ["from"] });
export type BackfillSchedule = z.output<typeof BackfillSchedule>;

const Cursor = z
  .string()
  .regex(/^\d{1,10}$/, BROKEN_CURSOR)
  .refine((cursor) => Number(cursor) <= MAX_INT, BROKEN_CURSOR)
  .transform(Number)
  .optional();

export const ListSchedules = z.strictObject({
  project_id: numberParam(1, MAX_INT).optional(),
  limit: PageLimit,
  cursor: Cursor,
});
export type ListSchedules = z.output<typeof ListSchedules>;

export const RunsPage = z.strictObject({ limit: PageLimit, cursor: Cursor });
export type RunsPage = z.output<typeof RunsPage>;

const MAX_AGENDA_DAYS = 62;

/** The due times of all schedules in a time to come. */
export const AgendaQuery = z
  .strictObject({
    from: numberParam(0, 4_102_444_800),
    to: numberParam(0, 4_102_444_800),
    project_id: numberParam(1, MAX_INT).optional(),
  })
  .refine(({ from, to }) => from < to && to - from <= MAX_AGENDA_DAYS * 86_400, {
    message: `must be after from, at most ${MAX_AGENDA_DAYS} days`,
    path: ["to"],
  });
export type AgendaQuery = z.output<typeof AgendaQuery>;
