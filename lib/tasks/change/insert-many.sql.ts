import type { Actor } from "@/lib/core/actor";
import { Prisma, type Queryable } from "@/lib/core/database";
import { EVENT_COLUMNS } from "@/lib/events/append";
import { EVENTS } from "@/lib/events/types";
import { projectGone } from "@/lib/projects/queries";
import { type TaskRow, UNCLAIMED_TASK_JSON } from "@/lib/tasks/row";
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

/** The columns of new tasks, and for each the value of a row `r` of `NEW_ROWS`; the caller adds id, number, reference and `ready`. */
const COLUMNS =
  Prisma.raw(`project_id, title, description, acceptance_criteria, checks, status, kind, priority, type, work_type, labels,
  metadata, origin, created_by, creator_agent_id, assigned_to, parent_id, exec_mode, exec_order, on_failure, scheduled_for, due_at,
  review_required, resolution, resolution_hash, outcome, error_message, estimated_hours, actual_hours, feedback_rating,
  feedback_notes, retry_count, completed_at, follow_ups, output_schema, command, workflow_run_id, workflow_stage_id, workflow`);
const VALUES =
  Prisma.raw(`r."projectId", r.title, r.description, r."acceptanceCriteria", NULLIF(r.checks, 'null'), r.status::task_status, r.kind::task_kind,
  r.priority::priority, r.type::task_type, r."workType", ARRAY(SELECT jsonb_array_elements_text(r.labels)), r.metadata,
  r.origin::task_origin, r."createdBy", r."creatorAgentId", r."assignedTo", r."parentId", r."execMode"::exec_mode, r."execOrder",
  r."onFailure"::on_failure, r."scheduledFor", r."dueAt", r."reviewRequired", r.resolution, r."resolutionHash", r.outcome,
  r."errorMessage", r."estimatedHours", r."actualHours", r."feedbackRating", r."feedbackNotes", r."retryCount", r."completedAt",
  r."followUps", NULLIF(r."outputSchema", 'null'), NULLIF(r.command, 'null'), r."workflowRunId", r."workflowStageId", NULLIF(r.workflow, 'null')`);
const NEW_ROWS =
  Prisma.raw(`"projectId" int, title text, description text, "acceptanceCriteria" text, checks jsonb, status text, kind text,
  priority text, type text, "workType" text, labels jsonb, metadata jsonb, origin text, "createdBy" text, "creatorAgentId" int,
  "assignedTo" text, "parentId" int, "execMode" text, "execOrder" int, "onFailure" text, "scheduledFor" timestamptz,
  "dueAt" timestamptz, "reviewRequired" boolean, resolution text, "resolutionHash" text, outcome text, "errorMessage" text,
  "estimatedHours" double precision, "actualHours" double precision, "feedbackRating" int, "feedbackNotes" text,
  "retryCount" int, "completedAt" timestamptz, "followUps" jsonb, "outputSchema" jsonb, command jsonb, "workflowRunId" int, "workflowStageId" int, workflow jsonb`);

/** Inserts many tasks in one statement, all of them not ready yet. A parent must precede its children. */
export async function insertTasks(db: Queryable, tasks: ReservedTask[]): Promise<void> {
  await db.$executeRaw`
    INSERT INTO tasks (id, project_ticket_no, ticket_ref, ${COLUMNS}, children_total, ready)
    SELECT r.id, r.no, r.ref, ${VALUES}, r."childrenTotal", false
    FROM jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) AS r(id int, no int, ref text, ${NEW_ROWS}, "childrenTotal" int)
    ORDER BY r.no`;
}

/**
 * Inserts tasks of one project that have neither parent nor links nor a start time, with their numbers and events, in one statement
 * and one round trip. Returns them in the given order. Fails with `invalid` if the project was archived or deleted meanwhile, or
 * does not meet `onlyIf`; the lock on its row waits for a command that is archiving it.
 */
export async function insertTasksAlone(
  db: Queryable,
  actor: Actor,
  tasks: readonly (NewTask & { kind: TaskRow["kind"] })[],
  ordinal: number,
  onlyIf: Prisma.Sql,
): Promise<TaskRow[]> {
  const [first] = tasks;
  const rows = await db.$queryRaw<{ task: TaskRow }[]>`
    WITH p AS MATERIALIZED (
      SELECT id, name, prefix FROM projects WHERE id = ${first?.projectId} AND archived_at IS NULL AND ${onlyIf} FOR SHARE
    ), given AS MATERIALIZED (
      SELECT e.task, e.place, next_ticket_no(p.id) AS no, p.prefix
      FROM p, LATERAL (SELECT * FROM jsonb_array_elements(${JSON.stringify(tasks)}::jsonb) WITH ORDINALITY AS e(task, place) ORDER BY place OFFSET 0) e
    ), t AS (
      INSERT INTO tasks (project_ticket_no, ticket_ref, ${COLUMNS}, ready)
      SELECT g.no, g.prefix || '-' || lpad(g.no::text, GREATEST(3, length(g.no::text)), '0'), ${VALUES}, r.ready
      FROM given g CROSS JOIN LATERAL jsonb_to_record(g.task) AS r(${NEW_ROWS}, ready boolean) ORDER BY g.place
      RETURNING *
    ), shown AS MATERIALIZED (
      SELECT given.place, t.id, t.project_id, t.assigned_to, ${UNCLAIMED_TASK_JSON} AS task
      FROM t JOIN given ON given.no = t.project_ticket_no CROSS JOIN p
    ), e AS (
      INSERT INTO events (${EVENT_COLUMNS})
      SELECT event_id(${ordinal}::int + s.place::int - 1), 'task.created', 'task', s.project_id, s.id, s.assigned_to, NULL, ${actor.name},
             ${actor.kind}, ${EVENTS["task.created"].version}::smallint, event_data(jsonb_build_object('task', s.task))
      FROM shown s
    )
    SELECT task FROM shown ORDER BY place`;
  if (rows.length === 0) throw projectGone();
  return rows.map(({ task }) => task);
}
