import { Prisma } from "@/lib/core/database";
import type { Check } from "@/lib/runs/evidence/schema";
import type { StoredFollowUp } from "@/lib/tasks/change/follow-ups";
import type { TaskCommand } from "./command";
import type { TaskStatus } from "./lifecycle";

/**
 * A task as the database stores it, read as one JSON object (`to_jsonb`): snake_case columns, times as ISO text. The same
 * object is what task events store, so that the statement that changes a task can write its event too.
 */
export interface TaskRow {
  id: number;
  project_id: number;
  project_ticket_no: number;
  project_name: string;
  project_prefix: string;
  ticket_ref: string;
  title: string;
  description: string | null;
  acceptance_criteria: string | null;
  /** Null: those of its project. */
  checks: Check[] | null;
  status: TaskStatus;
  priority: "critical" | "high" | "medium" | "low";
  type: "bug" | "feature" | "task" | "epic" | "chore";
  /** An epic, and a task with live children, is a group; approvals and waits are never claimed. */
  kind: "work" | "group" | "approval" | "wait";
  work_type: string | null;
  labels: string[];
  metadata: Record<string, unknown>;
  origin: "browser" | "api" | "ticket" | "work" | "workflow" | "schedule" | "trigger";
  created_by: string;
  /** The agent that created it by its own key; null for people, general keys and Baton. */
  creator_agent_id: number | null;
  assigned_to: string | null;
  parent_id: number | null;
  /** The topmost task above it, or itself. */
  root_id: number;
  exec_mode: "par" | "seq";
  exec_order: number | null;
  on_failure: "block" | "continue";
  children_total: number;
  children_done: number;
  /** Done or cancelled. */
  children_finished: number;
  /** Nothing keeps it back. */
  ready: boolean;
  /** What a poll may hand out: ready work without a command. */
  claimable: boolean;
  /** What a poll of somebody who runs commands may hand out: ready work with one. */
  command_ready: boolean;
  blocked_reason: string | null;
  blocked_by_id: number | null;
  /** Whether an agent blocked it by its own key: then agents may lift that, too. */
  blocked_by_agent: boolean;
  scheduled_for: string | null;
  due_at: string | null;
  review_required: boolean;
  review_cycles: number;
  dispatch_attempts: number;
  stale_requeues: number;
  next_attempt_at: string | null;
  dispatch_hold: DispatchBlock | null;
  /** Verdicts below this id were given before the task was reopened, and do not count. */
  reviews_count_from_id: number | null;
  run_id: number | null;
  /** The oldest open request that its run waits for. */
  request_id: number | null;
  /** When its open run began, and when that run's lease ends: columns of the run. */
  claimed_at: string | null;
  lease_expires_at: string | null;
  resolution: string | null;
  resolution_hash: string | null;
  outcome: string | null;
  error_message: string | null;
  estimated_hours: number | null;
  actual_hours: number | null;
  feedback_rating: number | null;
  feedback_notes: string | null;
  retry_count: number;
  comment_count: number;
  follow_ups: StoredFollowUp[] | null;
  /** JSON Schema that the resolution has to be valid by; null for a free text. */
  output_schema: Record<string, unknown> | null;
  /** What a worker runs in place of a program. */
  command: TaskCommand | null;
  /** The run of a workflow whose root or stage it is. */
  workflow_run_id: number | null;
  /** Null for the run's root. */
  workflow_stage_id: number | null;
  workflow: TaskPlaceInWorkflow | null;
  completed_at: string | null;
  archived_at: string | null;
  status_changed_at: string;
  created_at: string;
  updated_at: string;
}

/** Where a task stands in the run of a workflow; the root has no stage, and only an item or iteration has a number, from 0. */
export interface TaskPlaceInWorkflow {
  name: string;
  version: number;
  stage: string | null;
  item: number | null;
  /** The stage or iteration in whose session it goes on. */
  resumes?: { stage: string; item: number | null };
  /** The stage says how often it is tried: what failed is its run's to begin again. */
  has_retry?: true;
}

/** Why a ready task is not dispatched; without `next_at` it waits until somebody changes it. */
export interface DispatchBlock {
  code:
    | "budget_exceeded"
    | "configuration"
    | "no_model"
    | "unavailable"
    | "cancelled"
    | "released"
    | "limit";
  /** A sentence to show. */
  message: string;
  /** Whose budget has no room: the scope, and the agent or project it is of. */
  budget?: { scope: string; name: string | null };
  since: string;
  next_at: string | null;
}

/** What a task shows of its open run `r`. */
const CLAIM = Prisma.raw(
  "jsonb_build_object('claimed_at', r.started_at, 'lease_expires_at', r.lease_expires_at)",
);

/** The task `t` of project `p` with its open run `r`, for the statement that has just written that run. */
export const CLAIMED_TASK_JSON = Prisma.sql`to_jsonb(t) || jsonb_build_object('project_name', p.name, 'project_prefix', p.prefix) || ${CLAIM}`;

/** The task `t` of project `p`, which has no open run because it is new. */
export const UNCLAIMED_TASK_JSON = Prisma.sql`to_jsonb(t) || jsonb_build_object('project_name', p.name, 'project_prefix', p.prefix,
  'claimed_at', NULL, 'lease_expires_at', NULL)`;

/** The task `t` of project `p` as a TaskRow. Index: runs_pkey, for one that has an open run. */
export const TASK_JSON = Prisma.sql`to_jsonb(t) || jsonb_build_object('project_name', p.name, 'project_prefix', p.prefix)
  || COALESCE((SELECT ${CLAIM} FROM runs r WHERE r.id = t.run_id), '{"claimed_at": null, "lease_expires_at": null}')`;

/** The next etag: now, and at least one millisecond after the last change (domain.md, "Etag"). */
export const NEXT_UPDATED_AT = Prisma.sql`GREATEST(date_trunc('milliseconds', clock_timestamp()), t.updated_at + interval '1 millisecond')`;

/** Whether the run of a workflow leads the task `t` (lib/tasks/led.ts). */
export const IS_LED = Prisma.raw(
  "is_led(t.workflow_run_id, t.workflow_stage_id, t.kind, t.status)",
);

/**
 * Whether the task `t` lost its holder: the lease of its run ran out, or it was put back for that and nobody has taken it
 * since. Index: runs_open_idx, tasks_stale_idx.
 */
export const IS_STALE = Prisma.sql`((t.status = 'in_progress'
    AND t.run_id IN (SELECT id FROM runs WHERE outcome IS NULL AND lease_expires_at < clock_timestamp()))
  OR (t.status IN ('inbox', 'assigned') AND t.stale_requeues > 0))`;
