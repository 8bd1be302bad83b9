import type { Actor } from "@/lib/core/actor";
import { Prisma, type Queryable } from "@/lib/core/database";
import { EVENT_COLUMNS } from "@/lib/events/append";
import { EVENTS } from "@/lib/events/types";
import { projectGone } from "@/lib/projects/queries";
import { type TaskRow, UNCLAIMED_TASK_JSON } from "@/lib/tasks/row";
import type { StoredFollowUp } from "./follow-ups";

export interface NewTask {
  projectId: number;
  title: string;
  description: string | null;
  acceptanceCriteria: string | null;
  checks: TaskRow["checks"];
  status: TaskRow["status"];
  priority: TaskRow["priority"];
  type: TaskRow["type"];
  workType: string | null;
  labels: string[];
  metadata: Record<string, unknown>;
  origin: TaskRow["origin"];
  createdBy: string;
  /** The agent that creates the task with its own key. */
  creatorAgentId: number | null;
  assignedTo: string | null;
  parentId: number | null;
  execMode: TaskRow["exec_mode"];
  execOrder: number | null;
  onFailure: TaskRow["on_failure"];
  scheduledFor: Date | null;
  dueAt: Date | null;
  reviewRequired: boolean;
  resolution: string | null;
  resolutionHash: string | null;
  outcome: string | null;
  errorMessage: string | null;
  estimatedHours: number | null;
  actualHours: number | null;
  feedbackRating: number | null;
  feedbackNotes: string | null;
  retryCount: number;
  completedAt: Date | null;
  /** Tasks to create when this one is done; null for none. */
  followUps: StoredFollowUp[] | null;
  outputSchema: TaskRow["output_schema"];
  command: TaskRow["command"];
  /** Only for tasks of a workflow, which `createTasks` makes. */
  workflowRunId: number | null;
  workflowStageId: number | null;
  workflow: TaskRow["workflow"];
  ready: boolean;
}

/**
 * Takes the project's next number, inserts the task and writes `task.created`, in one statement and one round trip. Without
 * an `eventOrdinal` the caller writes the event after the task's links and readiness are in place. Fails with `invalid` if
 * the project was archived or deleted meanwhile, or does not meet `onlyIf`; the lock on its row waits for a command that is
 * archiving it.
 */
export async function insertTask(
  db: Queryable,
  actor: Actor,
  task: NewTask,
  eventOrdinal: number | null,
  onlyIf: Prisma.Sql = Prisma.sql`true`,
): Promise<TaskRow> {
  const [row] = await db.$queryRaw<{ task: TaskRow }[]>`
    WITH p AS MATERIALIZED (
      SELECT id, name, prefix, next_ticket_no(id) AS no FROM projects WHERE id = ${task.projectId} AND archived_at IS NULL AND ${onlyIf} FOR SHARE
    ), t AS (
      INSERT INTO tasks (project_id, project_ticket_no, ticket_ref, title, description, acceptance_criteria, checks, status,
        priority, type, work_type, labels, metadata, origin, created_by, creator_agent_id, assigned_to, parent_id, exec_mode, exec_order,
        on_failure, scheduled_for, due_at, review_required, resolution, resolution_hash, outcome, error_message,
        estimated_hours, actual_hours, feedback_rating, feedback_notes, retry_count, completed_at, follow_ups, output_schema, command, ready)
      SELECT p.id, p.no, p.prefix || '-' || lpad(p.no::text, GREATEST(3, length(p.no::text)), '0'),
        ${task.title}, ${task.description}, ${task.acceptanceCriteria},
        ${task.checks === null ? null : JSON.stringify(task.checks)}::jsonb, ${task.status}::task_status,
        ${task.priority}::priority, ${task.type}::task_type, ${task.workType}, ${task.labels}::text[],
        ${JSON.stringify(task.metadata)}::jsonb, ${task.origin}::task_origin, ${task.createdBy}, ${task.creatorAgentId}::int, ${task.assignedTo},
        ${task.parentId}::int, ${task.execMode}::exec_mode, ${task.execOrder}::int, ${task.onFailure}::on_failure,
        ${task.scheduledFor}::timestamptz, ${task.dueAt}::timestamptz, ${task.reviewRequired}::boolean,
        ${task.resolution}, ${task.resolutionHash}, ${task.outcome}, ${task.errorMessage},
        ${task.estimatedHours}::double precision, ${task.actualHours}::double precision,
        ${task.feedbackRating}::int, ${task.feedbackNotes}, ${task.retryCount}::int, ${task.completedAt}::timestamptz,
        ${task.followUps === null ? null : JSON.stringify(task.followUps)}::jsonb,
        ${task.outputSchema === null ? null : JSON.stringify(task.outputSchema)}::jsonb,
        ${task.command === null ? null : JSON.stringify(task.command)}::jsonb, ${task.ready}::boolean
      FROM p
      RETURNING *
    ), shown AS MATERIALIZED (
      SELECT t.id, t.project_id, t.assigned_to, ${UNCLAIMED_TASK_JSON} AS task FROM t, p
    ), e AS (
      INSERT INTO events (${EVENT_COLUMNS})
      SELECT event_id(${eventOrdinal}::int), 'task.created', 'task', s.project_id, s.id, s.assigned_to, NULL, ${actor.name}, ${actor.kind},
             ${EVENTS["task.created"].version}::smallint, event_data(jsonb_build_object('task', s.task))
      FROM shown s WHERE ${eventOrdinal !== null}::boolean
    )
    SELECT task FROM shown`;
  if (!row) throw projectGone();
  return row.task;
}
