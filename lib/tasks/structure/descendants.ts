import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import type { TaskRow } from "@/lib/tasks/row";
import { TASK_JSON } from "@/lib/tasks/row";

/** The most tasks to return: more than anybody reads or draws at once. */
const MAX_BELOW = 2_000;

/**
 * Everything below a task down to `depth` levels, each parent before its children, steps by their order and the rest by age.
 * Leaves out archived tasks with everything below them, and stops at 2,000 tasks. Index: tasks_children_idx.
 */
export async function descendantsOf(
  ctx: Context,
  parent: TaskRow,
  depth: number,
): Promise<TaskRow[]> {
  authorize(ctx.actor, "task.read", { projectId: parent.project_id });
  const rows = await ctx.db.$queryRaw<{ task: TaskRow }[]>`
    WITH RECURSIVE below AS (
      SELECT c.id, 1 AS depth, ARRAY[COALESCE(c.exec_order, 2147483647), c.id] AS path
      FROM tasks c WHERE c.parent_id = ${parent.id} AND c.archived_at IS NULL
      UNION ALL
      SELECT c.id, b.depth + 1, b.path || ARRAY[COALESCE(c.exec_order, 2147483647), c.id]
      FROM below b JOIN tasks c ON c.parent_id = b.id AND c.archived_at IS NULL WHERE b.depth < ${depth}
    )
    SELECT ${TASK_JSON} AS task FROM below JOIN tasks t ON t.id = below.id JOIN projects p ON p.id = t.project_id
    ORDER BY below.path LIMIT ${MAX_BELOW}::int`;
  return rows.map((row) => row.task);
}
