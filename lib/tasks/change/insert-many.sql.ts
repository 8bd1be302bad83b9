import type { Queryable } from "@/lib/core/database";
import { projectGone } from "@/lib/projects/queries";
import type { TaskRow } from "@/lib/tasks/row";
import type { NewTask } from "./insert.sql";

/**
 * Takes ids, numbers and references for new tasks of a project. Fails with `invalid` if it was archived or deleted
 * meanwhile.
 */
export async function reserveTasks(
  db: Queryable,
  projectId: number,
  count: number,
): Promise<{ id: number; no: number; ref: string }[]> {
  const rows = await db.$queryRaw<{ id: number; no: number; ref: string }[]>`
    WITH p AS MATERIALIZED (
      SELECT id, prefix FROM projects WHERE id = ${projectId} AND archived_at IS NULL FOR SHARE
    ), n AS MATERIALIZED (
      SELECT nextval(pg_get_serial_sequence('tasks', 'id'))::int AS id, next_ticket_no(p.id) AS no, p.prefix
      FROM p, generate_series(1, ${count}::int)
    )
    SELECT id, no, prefix || '-' || lpad(no::text, GREATEST(3, length(no::text)), '0') AS ref FROM n ORDER BY no`;
  if (rows.length === 0) throw projectGone();
  return rows;
}

export type ReservedTask = Omit<NewTask, "ready"> & {
  id: number;
  no: number;
  ref: string;
  kind: TaskRow["kind"];
  childrenTotal: number;
};

/** Inserts many tasks in one statement, all of them not ready yet. A parent must precede its children. */
export async function insertTasks(db: Queryable, tasks: ReservedTask[]): Promise<void> {
  await db.$executeRaw`
    INSERT INTO tasks (id, project_id, project_ticket_no, ticket_ref, title, description, acceptance_criteria, status, kind,
      priority, type, work_type, labels, metadata, origin, created_by, creator_agent_id, assigned_to, parent_id, exec_mode, exec_order,
      on_failure, scheduled_for, due_at, review_required, resolution, resolution_hash, outcome, error_message, estimated_hours,
      actual_hours, feedback_rating, feedback_notes, retry_count, completed_at, follow_ups, children_total, ready)
    SELECT r.id, r."projectId", r.no, r.ref, r.title, r.description, r."acceptanceCriteria", r.status::task_status,
      r.kind::task_kind, r.priority::priority, r.type::task_type, r."workType",
      ARRAY(SELECT jsonb_array_elements_text(r.labels)), r.metadata, r.origin::task_origin, r."createdBy", r."creatorAgentId", r."assignedTo",
      r."parentId", r."execMode"::exec_mode, r."execOrder", r."onFailure"::on_failure, r."scheduledFor", r."dueAt",
      r."reviewRequired", r.resolution, r."resolutionHash", r.outcome, r."errorMessage", r."estimatedHours", r."actualHours",
      r."feedbackRating", r."feedbackNotes", r."retryCount", r."completedAt", r."followUps", r."childrenTotal", false
    FROM jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) AS r(id int, "projectId" int, no int, ref text, title text,
      description text, "acceptanceCriteria" text, status text, kind text, priority text, type text, "workType" text,
      labels jsonb, metadata jsonb, origin text, "createdBy" text, "creatorAgentId" int, "assignedTo" text, "parentId" int, "execMode" text,
      "execOrder" int, "onFailure" text, "scheduledFor" timestamptz, "dueAt" timestamptz, "reviewRequired" boolean,
      resolution text, "resolutionHash" text, outcome text, "errorMessage" text, "estimatedHours" double precision,
      "actualHours" double precision, "feedbackRating" int, "feedbackNotes" text, "retryCount" int, "completedAt" timestamptz,
      "followUps" jsonb, "childrenTotal" int)
    ORDER BY r.no`;
}
