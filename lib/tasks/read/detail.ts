import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { MAX_INT } from "@/lib/core/fields";
import { findReadable } from "@/lib/tasks/find";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import type { ChildrenPage, TaskRef } from "@/lib/tasks/schema";
import type { Waiting } from "@/lib/tasks/shapes";
import { descendantsOf } from "@/lib/tasks/structure/descendants";

/** One task with what it waits for. */
export async function getTask(
  ctx: Context,
  ref: TaskRef,
): Promise<{ task: TaskRow; waitingOn: Waiting[] }> {
  const task = await findReadable(ctx, ref);
  return { task, waitingOn: (await waitingOn(ctx.db, [task])).get(task.id) ?? [] };
}

/**
 * What each of the given tasks waits for: its blockers, the first unfinished step before it, and the same for its ancestors. Ready and
 * finished tasks wait for nothing. OFFSET 0 keeps the planner from joining whole tables where it has no statistics. Index:
 * task_links_to_id_idx, tasks_pkey, tasks_steps_idx.
 */
export async function waitingOn(db: Queryable, tasks: TaskRow[]): Promise<Map<number, Waiting[]>> {
  const waiting = tasks.filter(
    (task) => !task.ready && (task.status === "inbox" || task.status === "assigned"),
  );
  const found = new Map<number, Waiting[]>();
  if (waiting.length === 0) return found;
  const ids = waiting.map((task) => task.id);
  const rows = await db.$queryRaw<Holder[]>`
    WITH RECURSIVE line AS (
      SELECT id AS target, id, parent_id, 0 AS depth FROM tasks WHERE id = ANY(${ids}::int[])
      UNION ALL
      SELECT line.target, p.id, p.parent_id, line.depth + 1
      FROM line CROSS JOIN LATERAL (SELECT * FROM tasks WHERE tasks.id = line.parent_id OFFSET 0) p
    )
    SELECT line.target, line.depth, 'blocker' AS reason, b.ticket_ref, b.status::text, b.exec_order
    FROM line CROSS JOIN LATERAL (SELECT from_id FROM task_links WHERE to_id = line.id AND type = 'blocks' OFFSET 0) l
    CROSS JOIN LATERAL (SELECT * FROM tasks WHERE tasks.id = l.from_id OFFSET 0) b
    WHERE task_holds(b.status, b.archived_at, b.on_failure)
    UNION ALL
    SELECT line.target, line.depth, 'earlier_step', s.ticket_ref, s.status::text, s.exec_order
    FROM line CROSS JOIN LATERAL (SELECT * FROM tasks WHERE tasks.id = line.id OFFSET 0) t CROSS JOIN LATERAL (
      SELECT e.* FROM tasks e WHERE e.parent_id = t.parent_id AND e.exec_mode = 'seq' AND e.exec_order < t.exec_order
        AND t.exec_mode = 'seq' AND task_holds(e.status, e.archived_at, e.on_failure) ORDER BY e.exec_order LIMIT 1) s
    UNION ALL
    SELECT line.target, line.depth, 'stopped', a.ticket_ref,
           CASE WHEN a.archived_at IS NOT NULL THEN 'archived' WHEN a.scheduled_for > clock_timestamp() THEN 'not due yet'
                ELSE a.status::text END, NULL
    FROM line CROSS JOIN LATERAL (SELECT * FROM tasks WHERE tasks.id = line.id OFFSET 0) a
    WHERE line.depth > 0 AND (a.archived_at IS NOT NULL OR a.scheduled_for > clock_timestamp()
          OR a.status IN ('blocked', 'failed', 'cancelled'))
    ORDER BY depth, ticket_ref`;
  for (const row of rows) {
    const entry: Waiting = {
      reason: row.depth > 0 ? "ancestor" : (row.reason as "blocker" | "earlier_step"),
      ticket_ref: row.ticket_ref,
      message: inWords(row),
    };
    found.set(row.target, [...(found.get(row.target) ?? []), entry]);
  }
  for (const task of waiting) {
    if (task.scheduled_for === null || Date.parse(task.scheduled_for) <= Date.now()) continue;
    const entry: Waiting = {
      reason: "scheduled",
      ticket_ref: null,
      message: `starts at ${task.scheduled_for}`,
    };
    found.set(task.id, [...(found.get(task.id) ?? []), entry]);
  }
  return found;
}

interface Holder {
  target: number;
  depth: number;
  reason: "blocker" | "earlier_step" | "stopped";
  ticket_ref: string;
  status: string;
  exec_order: number | null;
}

function inWords({ reason, depth, ticket_ref, status, exec_order }: Holder): string {
  const is = `is ${status.replace("_", " ")}`;
  if (reason === "stopped") return `its parent ${ticket_ref} ${is}`;
  const what = reason === "earlier_step" ? `step ${exec_order}, ${ticket_ref},` : ticket_ref;
  return depth > 0 ? `${what} ${is}, which its parent waits for` : `${what} ${is}`;
}

/** The children of a task in their order: steps first by order, then by age. */
export async function childrenOf(ctx: Context, ref: TaskRef): Promise<TaskRow[]> {
  return descendantsOf(ctx, await findReadable(ctx, ref), 1);
}

/** A page of the children of a task, in the same order; `total` counts all. Index: tasks_children_idx. */
export async function pageOfChildren(
  ctx: Context,
  ref: TaskRef,
  page: ChildrenPage,
): Promise<{ tasks: TaskRow[]; total: number; nextCursor: string | null }> {
  const parent = await findReadable(ctx, ref);
  const { order, id } = page.cursor ?? { order: -1, id: 0 };
  const rows = await ctx.db.$queryRaw<{ task: TaskRow }[]>`
    SELECT ${TASK_JSON} AS task FROM tasks t JOIN projects p ON p.id = t.project_id
    WHERE t.parent_id = ${parent.id} AND t.archived_at IS NULL
      AND (COALESCE(t.exec_order, ${MAX_INT}::int), t.id) > (${order}::int, ${id}::int)
    ORDER BY COALESCE(t.exec_order, ${MAX_INT}::int), t.id LIMIT ${page.limit + 1}`;
  const [count] = await ctx.db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM tasks t WHERE t.parent_id = ${parent.id} AND t.archived_at IS NULL`;
  const tasks = rows.slice(0, page.limit).map((row) => row.task);
  const last = rows.length > page.limit ? tasks.at(-1) : undefined;
  const nextCursor = last ? `${last.exec_order ?? MAX_INT}.${last.id}` : null;
  return { tasks, total: count?.n ?? 0, nextCursor };
}
