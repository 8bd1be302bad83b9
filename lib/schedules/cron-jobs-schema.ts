import { z } from "zod";
import { line, singleLine, text } from "@/lib/core/fields";
import { IGNORED_FIELDS } from "@/lib/core/ignored-fields";
import { ScheduleText, ZoneName } from "./parse-schema";
import { CreateSchedule, UpdateSchedule } from "./schema";
import { ScheduleShape } from "./shapes";

/** A schedule as Mission Control's clients know it: a job. Times are Unix milliseconds. */
export const CronJobShape = z
  .strictObject({
    /** The schedule's id, as text. */
    id: z.string(),
    name: z.string(),
    schedule: z.string(),
    command: z.string(),
    enabled: z.boolean(),
    timezone: z.string(),
    agentId: z.string().optional(),
    model: z.string().optional(),
    lastRun: z.int().optional(),
    nextRun: z.int().optional(),
    lastStatus: z.enum(["success", "error", "running"]).optional(),
    lastError: z.string().optional(),
  })
  .meta({ id: "CronJob", description: "A schedule as existing clients know it." });
export type CronJobWire = z.output<typeof CronJobShape>;

const CronEntry = z.strictObject({
  id: z.string(),
  jobId: z.string(),
  jobName: z.string(),
  runAtMs: z.int(),
  status: z.enum(["success", "error", "running", "skipped"]),
  summary: z.string(),
  task_id: z.int().nullable(),
  ticket_ref: z.string().nullable(),
});

const pageParam = z
  .string()
  .regex(/^\d{1,6}$/, "must be a whole number of at least 1")
  .transform(Number)
  .refine((page) => page >= 1, "must be at least 1");

/** `action=list` is the default. */
export const CronQuery = z.strictObject({
  action: z.string().max(40).default("list"),
  jobId: z.string().max(100).optional(),
  job: z.string().max(100).optional(),
  page: pageParam.default(1),
  query: z.string().max(200).optional(),
});
export type CronQuery = z.output<typeof CronQuery>;

/** `{name, schedule, task_template}` creates; `{action, …}` does what it names to the job of `jobId`, `jobName` or `name`. */
export const CronBody = z.strictObject({
  ...CreateSchedule.partial().shape,
  action: singleLine(40).optional(),
  name: singleLine(100).optional(),
  jobId: z.union([z.string(), z.number()]).transform(String).optional(),
  jobName: singleLine(100).optional(),
  id: z.union([z.string(), z.number()]).transform(String).optional(),
  schedule: ScheduleText.optional(),
  timezone: ZoneName.optional(),
  task_template: CreateSchedule.shape.task_template.optional(),
  /** What `add` takes in place of a template: the text of the task. */
  command: line(50_000, "command").optional(),
  model: text(200).optional(),
  agentId: text(100).optional(),
  ...IGNORED_FIELDS.cron,
  /** For `trigger`; both create a task now. */
  mode: z.enum(["force", "due"]).optional(),
  note: text(2_000).nullable().optional(),
  etag: UpdateSchedule.shape.etag,
});
export type CronBody = z.output<typeof CronBody>;

export const CronReadResponse = z.union([
  z.strictObject({ jobs: z.array(CronJobShape) }),
  z.strictObject({
    entries: z.array(CronEntry),
    total: z.int(),
    hasMore: z.boolean(),
    page: z.int(),
  }),
  z.strictObject({
    logs: z.array(z.strictObject({ timestamp: z.int(), message: z.string(), level: z.string() })),
  }),
]);

export const CronWriteResponse = z.strictObject({
  success: z.literal(true),
  enabled: z.boolean().optional(),
  clonedName: z.string().optional(),
  stdout: z.string().optional(),
  stderr: z.string().optional(),
  task_id: z.int().nullable().optional(),
  ticket_ref: z.string().nullable().optional(),
  job: CronJobShape.optional(),
  schedule: ScheduleShape.optional(),
});

export const CronJobResponse = z.strictObject({ job: CronJobShape, schedule: ScheduleShape });
export const CronPath = z.strictObject({ name: z.string().trim().min(1).max(100) });
