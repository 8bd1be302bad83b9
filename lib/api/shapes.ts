import { z } from "zod";
import { STATUSES } from "@/lib/tasks/lifecycle";
import { EXEC_MODES, LINK_TYPES, PRIORITIES, TASK_TYPES } from "@/lib/tasks/schema";

/** What answers look like, for the API description and for tests that hold answers against it. */
const time = z.int().nullable();
const textOrNull = z.string().nullable();

export const TaskShape = z.looseObject({
  id: z.int(),
  ticket_ref: z.string(),
  etag: z.iso.datetime(),
  title: z.string(),
  description: textOrNull,
  acceptance_criteria: textOrNull,
  status: z.enum(STATUSES),
  priority: z.enum(PRIORITIES),
  type: z.enum(TASK_TYPES),
  work_type: textOrNull,
  labels: z.array(z.string()),
  tags: z.array(z.string()),
  metadata: z.record(z.string(), z.unknown()),
  created_by: z.string(),
  assigned_to: textOrNull,
  claimed_by: textOrNull,
  lease_expires_at: time,
  run_id: z.int().nullable(),
  parent_id: z.int().nullable(),
  root_id: z.int(),
  exec_mode: z.enum(EXEC_MODES),
  exec_order: z.int().nullable(),
  ready: z.boolean(),
  waiting_on: z.array(
    z.object({ reason: z.string(), ticket_ref: textOrNull, message: z.string() }),
  ),
  progress: z.object({ done: z.int(), total: z.int() }),
  review_required: z.boolean(),
  review_cycles: z.int(),
  dispatch_attempts: z.int(),
  stale_requeues: z.int(),
  next_attempt_at: time,
  dispatch_hold: z
    .object({ code: z.string(), message: z.string(), since: time, next_at: time })
    .nullable(),
  /** Tasks that are created when this one is done. */
  follow_ups: z.array(z.looseObject({ title: z.string(), created: z.boolean() })),
  scheduled_for: time,
  due_date: time,
  resolution: textOrNull,
  error_message: textOrNull,
  completed_at: time,
  archived_at: time,
  created_at: z.int(),
  updated_at: z.int(),
  project_id: z.int(),
  project_ticket_no: z.int(),
  project_name: z.string(),
  project_prefix: z.string(),
});

export const RunShape = z.looseObject({
  id: z.int(),
  task_id: z.int().nullable(),
  agent: z.string(),
  runtime: z.string(),
  trigger: z.string(),
  model: textOrNull,
  outcome: textOrNull,
  output: textOrNull,
  error: textOrNull,
  tokens_in: z.int().nullable(),
  tokens_out: z.int().nullable(),
  cost_usd: z.number().nullable(),
  cost_source: z.string(),
  started_at: z.int(),
  finished_at: time,
});

const FeedbackShape = z.object({
  reviewer: z.string(),
  notes: z.string(),
  cycle: z.int(),
  created_at: z.int(),
});

export const TaskResponse = z.object({ task: TaskShape });
export const TaskListResponse = z.object({
  tasks: z.array(TaskShape),
  total: z.int(),
  page: z.int(),
  limit: z.int(),
  next_cursor: textOrNull,
});
export const TaskGraphResponse = z.object({
  tasks: z.array(TaskShape),
  links: z.array(
    z.object({ id: z.int(), type: z.enum(LINK_TYPES), from_id: z.int(), to_id: z.int() }),
  ),
  total: z.int(),
  truncated: z.boolean(),
});
export const ThreadResponse = z.object({
  thread: z.array(
    z.object({
      id: z.int(),
      ticket_ref: z.string(),
      title: z.string(),
      status: z.enum(STATUSES),
      agent: textOrNull,
      distance: z.int(),
      resolution: textOrNull,
      resolution_length: z.int(),
    }),
  ),
});
export const DiagramResponse = z.object({ mermaid: z.string() });
export const QueueResponse = z.object({
  task: TaskShape.nullable(),
  reason: z.enum(["assigned", "continue_current", "at_capacity", "no_tasks_available"]),
  agent: z.string(),
  timestamp: z.int(),
  run: z.object({ id: z.int(), lease_expires_at: time }).nullable(),
  feedback: z.array(FeedbackShape),
});
export const ClaimResponse = z.object({
  task: TaskShape,
  run: RunShape,
  feedback: z.array(FeedbackShape),
});
export const ProblemShape = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  error: z.string(),
  request_id: z.string(),
});
