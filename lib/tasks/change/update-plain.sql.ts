import type { Actor } from "@/lib/core/actor";
import { Prisma, type Queryable } from "@/lib/core/database";
import { EVENT_COLUMNS } from "@/lib/events/append";
import { TASK_TEXTS, withoutTexts } from "@/lib/events/task-texts";
import { EVENTS } from "@/lib/events/types";
import { assignments, type TaskColumn, type TaskColumns } from "@/lib/tasks/columns";
import { NEXT_UPDATED_AT, TASK_JSON, type TaskRow } from "@/lib/tasks/row";

/** The columns from whose change nothing follows: neither for other tasks nor for who may have this one. */
const PLAIN: readonly TaskColumn[] = [
  "title",
  "description",
  "acceptance_criteria",
  "checks",
  "output_schema",
  "priority",
  "work_type",
  "labels",
  "metadata",
  "due_at",
  "estimated_hours",
  "actual_hours",
  "outcome",
  "error_message",
  "resolution",
  "resolution_hash",
  "feedback_rating",
  "feedback_notes",
  "retry_count",
];

/** Whether nothing else follows from this change of columns. What waits without being ready is looked at again by any change. */
export function isPlainChange(before: TaskRow, set: TaskColumns): boolean {
  const waits = before.status === "inbox" || before.status === "assigned";
  return (
    (before.ready || !waits) &&
    Object.keys(set).every((name) => PLAIN.some((plain) => plain === name))
  );
}

/**
 * Changes such columns and writes the event, in one statement. Returns null, having changed nothing, if the task is not as it was read
 * any more.
 */
export async function updatePlainColumns(
  db: Queryable,
  actor: Actor,
  before: TaskRow,
  set: TaskColumns,
  ordinal: number,
): Promise<TaskRow | null> {
  // A dispatch block was about the task as it was before this change.
  const columns = assignments(
    before.dispatch_hold === null ? set : { dispatch_hold: null, ...set },
  );
  const texts = TASK_TEXTS.filter((name) => name in set && name !== "metadata");
  const changed = Object.fromEntries(texts.map((name) => [name, true]));
  const { task: former } = withoutTexts({ task: before }) as { task: object };
  const [row] = await db.$queryRaw<{ task: TaskRow }[]>`
    WITH locked AS MATERIALIZED (
      SELECT lock_task(${before.id}::int) AS ok
    ), t AS (
      UPDATE tasks t SET ${Prisma.join(columns)}, updated_at = ${NEXT_UPDATED_AT} FROM locked
      WHERE locked.ok AND t.id = ${before.id}::int AND t.status = ${before.status}::task_status
        AND t.updated_at = ${before.updated_at}::timestamptz
      RETURNING t.*
    ), shown AS MATERIALIZED (
      SELECT t.project_id, t.id, t.assigned_to, t.run_id, ${TASK_JSON} AS task FROM t JOIN projects p ON p.id = t.project_id
    ), former AS (
      SELECT ${JSON.stringify(former)}::jsonb AS task
    ), e AS (
      INSERT INTO events (${EVENT_COLUMNS})
      SELECT event_id(${ordinal}::int), 'task.updated', 'task', s.project_id, s.id, s.assigned_to, s.run_id, ${actor.name}, ${actor.kind},
             ${EVENTS["task.updated"].version}::smallint,
             event_data(jsonb_build_object('task', s.task, 'before', former.task, 'previous_status', ${before.status}::text,
               'changed', ${JSON.stringify(changed)}::jsonb
                 || CASE WHEN s.task->'metadata' = former.task->'metadata' THEN '{}' ELSE '{"metadata": true}' END::jsonb))
      FROM shown s, former
    )
    SELECT task FROM shown`;
  return row?.task ?? null;
}
