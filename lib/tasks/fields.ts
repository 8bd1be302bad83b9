import { z } from "zod";
import {
  AgentName,
  emptyIsNull,
  JsonObject,
  line,
  MAX_INT,
  PlainDate,
  text,
  UnixSeconds,
} from "@/lib/core/fields";
import { schemaProblems } from "@/lib/core/json-schema/schema-problems";
import { Checks } from "@/lib/runs/evidence/schema";
import { TaskCommand } from "./command";
import { PRIORITIES, type Priority } from "./priorities";

export { PRIORITIES, type Priority };

export const TASK_TYPES = ["bug", "feature", "task", "epic", "chore"] as const;
export const TASK_KINDS = ["work", "group", "approval", "wait"] as const;
export const EXEC_MODES = ["par", "seq"] as const;
export const LINK_TYPES = ["blocks", "relates", "duplicates"] as const;
export const OUTCOMES = ["success", "failed", "partial", "abandoned"] as const;

export const MAX_LABELS = 50;

export const Labels = z
  .array(line(100, "a label"))
  .max(MAX_LABELS, `must have at most ${MAX_LABELS} labels`)
  .transform((labels) => [...new Set(labels)]);
export const Hours = z.number().min(0, "must not be negative").max(10_000, "must be at most 10000");
/** An optional field that null or "" clears. */
export const clearable = <T extends z.ZodType>(schema: T) => schema.nullable().optional();

const MAX_SCHEMA_BYTES = 16_384;

/** A JSON Schema of a bounded size. */
export const OutputSchema = JsonObject.refine(
  (schema) => new TextEncoder().encode(JSON.stringify(schema)).length <= MAX_SCHEMA_BYTES,
  `must be at most ${MAX_SCHEMA_BYTES} bytes of JSON`,
);

/** The same for one that results can be checked by: each problem of it is named. */
export const UsableOutputSchema = OutputSchema.superRefine((schema, check) => {
  for (const { path, rule } of schemaProblems(schema)) {
    check.addIssue({ code: "custom", message: rule, path: path === "" ? [] : [path] });
  }
});

/** The fields of a task that its author writes. */
export const taskFields = {
  title: line(500, "Title"),
  description: clearable(text(50_000)),
  acceptance_criteria: clearable(text(50_000)),
  /** In place of the project's; null for those. */
  checks: Checks.nullable().optional(),
  /** JSON Schema that the resolution has to be valid by; null for a free text. */
  output_schema: clearable(UsableOutputSchema),
  /** What a worker runs for it, without a model; null for work of an agent. */
  command: TaskCommand.nullable().optional(),
  priority: z.enum(PRIORITIES),
  type: z.enum(TASK_TYPES),
  work_type: emptyIsNull(line(60, "work_type")),
  labels: Labels,
  tags: Labels,
  metadata: JsonObject,
  assigned_to: emptyIsNull(AgentName),
  due_on: clearable(PlainDate),
  due_date: clearable(UnixSeconds),
  scheduled_for: clearable(UnixSeconds),
  estimated_hours: clearable(Hours),
  actual_hours: clearable(Hours),
  outcome: clearable(z.enum(OUTCOMES)),
  error_message: clearable(text(20_000)),
  resolution: clearable(text(200_000)),
  feedback_rating: clearable(z.number().int().min(1).max(5)),
  feedback_notes: clearable(text(20_000)),
  retry_count: z.number().int().min(0).max(MAX_INT),
  exec_mode: z.enum(EXEC_MODES),
  exec_order: clearable(z.number().int().min(0).max(MAX_INT)),
  on_failure: z.enum(["block", "continue"]),
  review_required: z.boolean(),
};

/** The reasons a poll can be answered with. */
export const POLL_REASONS = [
  "assigned",
  "continue_current",
  "at_capacity",
  "no_tasks_available",
  "claim_ended",
] as const;
export type PollReason = (typeof POLL_REASONS)[number];
