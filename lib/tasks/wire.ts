import { toUnixSeconds } from "@/lib/core/clock";
import { dueDayOf } from "./due";
import type { TaskRow } from "./row";
import type { TaskWire, Waiting } from "./shapes";

/** The etag: `updated_at` as an ISO string with milliseconds, always in the form that JavaScript prints. */
export function etagOf({ updated_at }: Pick<TaskRow, "updated_at">): string {
  const stored = STORED_TIME.exec(updated_at);
  if (!stored) return new Date(updated_at).toISOString();
  return `${stored[1]}.${(stored[2] ?? "").padEnd(3, "0")}Z`;
}

/** Where the task stands in the run of a workflow, as `event_workflow` in prisma/sql/events.sql says it. */
function workflowOf({ workflow_run_id, workflow }: TaskRow): TaskWire["workflow"] {
  if (workflow_run_id == null || workflow == null) return null;
  const { name, version, stage, item } = workflow;
  return { run_id: workflow_run_id, workflow: name, version, stage, item, is_root: stage === null };
}

/** A time as rows have it: in UTC, with as many decimals as it needs. */
const STORED_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00:00$/;

/**
 * The task object of the API (docs/api.md): times in Unix seconds, `etag` beside them.
 * Columns of systems that Baton does not connect to are null, because existing clients read them.
 */
export function taskToWire(row: TaskRow, waitingOn: Waiting[] = []): TaskWire {
  return {
    id: row.id,
    ticket_ref: row.ticket_ref,
    etag: etagOf(row),
    title: row.title,
    description: row.description,
    acceptance_criteria: row.acceptance_criteria,
    checks: row.checks ?? null,
    status: row.status,
    priority: row.priority,
    type: row.type,
    kind: row.kind,
    work_type: row.work_type,
    labels: row.labels,
    tags: row.labels,
    metadata: row.metadata,
    origin: row.origin,
    created_by: row.created_by,
    assigned_to: row.assigned_to,
    claimed_by: row.status === "in_progress" ? row.assigned_to : null,
    claimed_at: toUnixSeconds(row.claimed_at),
    lease_expires_at: toUnixSeconds(row.lease_expires_at),
    run_id: row.run_id,
    request_id: row.request_id,
    parent_id: row.parent_id,
    root_id: row.root_id,
    exec_mode: row.exec_mode,
    exec_order: row.exec_order,
    on_failure: row.on_failure,
    ready: row.ready,
    claimable: row.claimable,
    command_ready: row.command_ready,
    waiting_on: waitingOn,
    blocked_reason: row.blocked_reason,
    progress: { done: row.children_done, total: row.children_total },
    review_required: row.review_required,
    review_cycles: row.review_cycles,
    dispatch_attempts: row.dispatch_attempts,
    stale_requeues: row.stale_requeues,
    next_attempt_at: toUnixSeconds(row.next_attempt_at),
    dispatch_hold: row.dispatch_hold && {
      code: row.dispatch_hold.code,
      message: row.dispatch_hold.message,
      since: toUnixSeconds(row.dispatch_hold.since),
      next_at: toUnixSeconds(row.dispatch_hold.next_at),
    },
    scheduled_for: toUnixSeconds(row.scheduled_for),
    due_on: dueDayOf(row.due_at),
    due_date: toUnixSeconds(row.due_at),
    estimated_hours: row.estimated_hours,
    actual_hours: row.actual_hours,
    outcome: row.outcome,
    error_message: row.error_message,
    resolution: row.resolution,
    feedback_rating: row.feedback_rating,
    feedback_notes: row.feedback_notes,
    retry_count: row.retry_count,
    comment_count: row.comment_count,
    /** Tasks that are created when this one is done; `created` ones were. */
    follow_ups: row.follow_ups ?? [],
    output_schema: row.output_schema ?? null,
    command: row.command ?? null,
    workflow: workflowOf(row),
    completed_at: toUnixSeconds(row.completed_at),
    archived_at: toUnixSeconds(row.archived_at),
    status_changed_at: toUnixSeconds(row.status_changed_at),
    created_at: toUnixSeconds(row.created_at),
    updated_at: toUnixSeconds(row.updated_at),
    project_id: row.project_id,
    project_ticket_no: row.project_ticket_no,
    project_name: row.project_name,
    project_prefix: row.project_prefix,
    workspace_id: 1,
    github_issue_number: null,
    github_repo: null,
    github_synced_at: null,
    github_branch: null,
    github_pr_number: null,
    github_pr_state: null,
  };
}
