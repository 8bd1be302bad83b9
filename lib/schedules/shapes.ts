import { z } from "zod";
import { Seconds, SecondsOrNull, TextOrNull } from "@/lib/core/shapes";
import { STATUSES } from "@/lib/tasks/lifecycle";
import { MISSED, OVERLAPS, RUN_OUTCOMES, RUN_TRIGGERS } from "./schema";

export const HEALTH_STATES = [
  "ok",
  "paused",
  "finished",
  "failing",
  "overdue",
  "no_next_date",
] as const;

export const ScheduleRunShape = z
  .strictObject({
    id: z.int(),
    schedule_id: z.int(),
    due_at: Seconds,
    /** The first of the due times it stands for. */
    first_due_at: Seconds,
    /** How many due times it stands for: missed ones, and those less than an hour apart that became one task. */
    count: z.int(),
    trigger: z.enum(RUN_TRIGGERS),
    outcome: z.enum(RUN_OUTCOMES),
    reason: TextOrNull,
    task_id: z.int().nullable(),
    ticket_ref: TextOrNull,
    task_status: z.enum(STATUSES).nullable(),
    /** The run of a workflow that it started, at whose head the task is. */
    workflow_run_id: z.int().nullable(),
    created_at: Seconds,
  })
  .meta({ id: "ScheduleRun", description: "What came of a due time of a schedule." });
export type ScheduleRunWire = z.output<typeof ScheduleRunShape>;

export const ScheduleShape = z
  .strictObject({
    id: z.int(),
    key: TextOrNull,
    name: z.string(),
    project_id: z.int(),
    /** When it fires, as it was written. */
    schedule: z.string(),
    /** Cron patterns, several joined by ` | `; null for something that happens once. */
    cron: TextOrNull,
    once_at: SecondsOrNull,
    words: z.string(),
    timezone: z.string(),
    task_template: z.looseObject({ title: z.string() }),
    overlap: z.enum(OVERLAPS),
    overlap_max_age_hours: z.number().nullable(),
    missed: z.enum(MISSED),
    missed_window_hours: z.number(),
    pause_after_failures: z.int().nullable(),
    paused: z.boolean(),
    paused_at: SecondsOrNull,
    paused_by: TextOrNull,
    pause_note: TextOrNull,
    /** Whether a person paused it, or it paused itself after failures. */
    pause_reason: z.enum(["person", "failures"]).nullable(),
    next_at: SecondsOrNull,
    /** The next five due times. */
    next: z.array(Seconds),
    last_run: ScheduleRunShape.nullable(),
    health: z.strictObject({ state: z.enum(HEALTH_STATES), message: z.string() }),
    /** What came of its due times so far. */
    counts: z.strictObject({
      created: z.int(),
      skipped: z.int(),
      missed: z.int(),
      failed: z.int(),
    }),
    created_by: z.string(),
    created_at: Seconds,
    updated_at: Seconds,
    etag: z.string(),
  })
  .meta({ id: "Schedule", description: "A schedule, which creates a task at each due time." });
export type ScheduleWire = z.output<typeof ScheduleShape>;

export const ScheduleResponse = z.strictObject({ schedule: ScheduleShape });
export const CreatedScheduleResponse = z.strictObject({
  schedule: ScheduleShape,
  /** False if the schedule with this key was updated. */
  created: z.boolean(),
});
export const ScheduleListResponse = z.strictObject({
  schedules: z.array(ScheduleShape),
  next_cursor: TextOrNull,
});
export const ScheduleRemovedResponse = z.strictObject({
  success: z.literal(true),
  schedule: ScheduleShape,
});
export const BulkSchedulesResponse = z.strictObject({
  action: z.enum(["pause", "resume", "remove"]),
  /** In the order given; removed ones as they were. */
  schedules: z.array(ScheduleShape),
});
export const ScheduleRunResponse = z.strictObject({ run: ScheduleRunShape });
export const ScheduleRunsResponse = z.strictObject({
  runs: z.array(ScheduleRunShape),
  next_cursor: TextOrNull,
});
export const BackfillResponse = z.strictObject({
  /** The due times in the range. */
  due: z.array(Seconds),
  /** What was created; none in a dry run. */
  runs: z.array(ScheduleRunShape),
  /** How many of the due times have a task already. */
  existing: z.int(),
});
export const AgendaResponse = z.strictObject({
  entries: z.array(z.strictObject({ at: Seconds, schedule_id: z.int(), name: z.string() })),
  /** Whether there are more than are listed. */
  has_more: z.boolean(),
});
