import { Prisma } from "@/lib/core/database";
import type { TaskChange } from "@/lib/events/data";
import type { TaskChangeType } from "@/lib/events/types";
import type { OpenRun, RunResult } from "@/lib/runs/record";
import type { TaskStatus } from "./lifecycle";

/** The columns of tasks that a command may set, with their database types. */
const TYPES = {
  title: "text",
  description: "text",
  acceptance_criteria: "text",
  checks: "jsonb",
  status: "task_status",
  priority: "priority",
  type: "task_type",
  work_type: "text",
  labels: "text[]",
  metadata: "jsonb",
  assigned_to: "text",
  project_id: "int",
  project_ticket_no: "int",
  ticket_ref: "text",
  parent_id: "int",
  exec_mode: "exec_mode",
  exec_order: "int",
  on_failure: "on_failure",
  ready: "boolean",
  blocked_reason: "text",
  blocked_by_id: "int",
  blocked_by_agent: "boolean",
  scheduled_for: "timestamptz",
  due_at: "timestamptz",
  review_required: "boolean",
  review_cycles: "int",
  dispatch_attempts: "int",
  stale_requeues: "int",
  next_attempt_at: "timestamptz",
  dispatch_hold: "jsonb",
  reviews_count_from_id: "int",
  run_id: "int",
  request_id: "int",
  resolution: "text",
  resolution_hash: "text",
  outcome: "text",
  error_message: "text",
  estimated_hours: "double precision",
  actual_hours: "double precision",
  feedback_rating: "int",
  feedback_notes: "text",
  retry_count: "int",
  follow_ups: "jsonb",
  output_schema: "jsonb",
  command: "jsonb",
  workflow_run_id: "int",
  workflow_stage_id: "int",
  workflow: "jsonb",
  completed_at: "timestamptz",
  archived_at: "timestamptz",
  status_changed_at: "timestamptz",
} as const;

export type TaskColumn = keyof typeof TYPES;
export type TaskColumns = Partial<Record<TaskColumn, unknown>>;

export interface Change {
  /** The new status; absent keeps it. The caller has checked the lifecycle. */
  to?: TaskStatus;
  set?: TaskColumns;
  /** How the open run ends if the task leaves in_progress. */
  run?: Partial<RunResult>;
  /** How the run opens if the task enters in_progress; by default as a claim with the usual lease. */
  open?: Partial<OpenRun>;
  /** The type of the event, and data for it besides the task. */
  event?: TaskChangeType;
  data?: TaskChange;
}

/** The database's clock, for times that are compared with each other, because the clocks of servers differ. */
export const DATABASE_NOW = Prisma.sql`clock_timestamp()`;

/** `column = value` for each given column, cast to its type. A value may be an expression over the task `t`. */
export function assignments(columns: TaskColumns): Prisma.Sql[] {
  return Object.entries(columns)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const type = TYPES[name as TaskColumn];
      if (value instanceof Prisma.Sql) return Prisma.sql`${Prisma.raw(name)} = ${value}`;
      const bound = type === "jsonb" && value !== null ? JSON.stringify(value) : value;
      return Prisma.sql`${Prisma.raw(name)} = ${bound}::${Prisma.raw(type)}`;
    });
}
