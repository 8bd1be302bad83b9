import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { CHANGED_AFTER_APPROVAL } from "@/lib/tasks/change/gate";
import { findReadable } from "@/lib/tasks/find";
import type { TaskRow } from "@/lib/tasks/row";
import type { TaskRef } from "@/lib/tasks/schema";
import type { HandoffRef, ThreadTask } from "@/lib/tasks/shapes";

/** How many links a thread follows in each direction, and how many tasks it shows on each side. */
const MAX_DISTANCE = 10;
const MAX_TASKS = 25;
const MAX_RESOLUTION = 4_000;

/**
 * A task with the tasks before and after it along `blocks` links, from first to last. Fails with `not_found` and `forbidden`
 * like reading the task. Index: task_links_to_id_idx, task_links_from_id_to_id_type_key.
 */
export async function threadOf(ctx: Context, ref: TaskRef): Promise<ThreadTask[]> {
  const task = await findReadable(ctx, ref);
  return ctx.db.$queryRaw<ThreadTask[]>`
    WITH RECURSIVE before AS (
      SELECT ${task.id}::int AS id, 0 AS distance
      UNION
      SELECT l.from_id, before.distance + 1 FROM before JOIN task_links l ON l.to_id = before.id AND l.type = 'blocks'
      WHERE before.distance < ${MAX_DISTANCE}::int
    ), after AS (
      SELECT ${task.id}::int AS id, 0 AS distance
      UNION
      SELECT l.to_id, after.distance + 1 FROM after JOIN task_links l ON l.from_id = after.id AND l.type = 'blocks'
      WHERE after.distance < ${MAX_DISTANCE}::int
    ), thread AS (
      (SELECT id, -min(distance) AS distance FROM before WHERE distance > 0 GROUP BY id ORDER BY min(distance), id LIMIT ${MAX_TASKS}::int)
      UNION ALL SELECT ${task.id}::int, 0
      UNION ALL
      (SELECT id, min(distance) FROM after WHERE distance > 0 GROUP BY id ORDER BY min(distance), id LIMIT ${MAX_TASKS}::int)
    )
    SELECT t.id, t.ticket_ref, t.title, t.status::text AS status, t.assigned_to AS agent, thread.distance,
           approval.changed AS changed_after_approval,
           CASE WHEN NOT approval.changed THEN left(t.resolution, ${MAX_RESOLUTION}::int) END AS resolution,
           COALESCE(length(t.resolution), 0) AS resolution_length
    FROM thread JOIN tasks t ON t.id = thread.id CROSS JOIN LATERAL (SELECT ${CHANGED_AFTER_APPROVAL} AS changed) approval ORDER BY thread.distance, t.id`;
}

/** The tasks that a task directly builds on, and its created follow-ups, oldest first. Index: as for `threadOf`. */
export async function handoffOf(
  db: Queryable,
  task: Pick<TaskRow, "id" | "ticket_ref">,
): Promise<{ predecessors: HandoffRef[]; follow_ups_created: HandoffRef[] }> {
  const rows = await db.$queryRaw<(HandoffRef & { is_before: boolean })[]>`
    SELECT t.id, t.ticket_ref, t.title, t.status::text AS status, t.assigned_to AS agent, l.to_id = ${task.id} AS is_before
    FROM (SELECT * FROM task_links WHERE to_id = ${task.id} UNION ALL SELECT * FROM task_links WHERE from_id = ${task.id}) l
    JOIN tasks t ON t.id = CASE WHEN l.to_id = ${task.id} THEN l.from_id ELSE l.to_id END
    WHERE l.type = 'blocks' AND (l.to_id = ${task.id} OR t.metadata->>'follows' = ${task.ticket_ref})
    ORDER BY t.id`;
  const pick = (before: boolean) =>
    rows.filter((row) => row.is_before === before).map(({ is_before: _, ...ref }) => ref);
  return { predecessors: pick(true), follow_ups_created: pick(false) };
}
