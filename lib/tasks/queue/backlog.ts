import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import type { Priority } from "@/lib/tasks/schema";

export interface BacklogQuery {
  projectId: number;
  /** The agent whose own tasks are included besides the pool's. Null for the pool alone. */
  agent: string | null;
  priority?: Priority;
  type?: TaskRow["type"];
  /** The task must have all of them. */
  labels?: string[];
  limit: number;
}

export interface Backlog {
  tasks: TaskRow[];
  /** The number of tasks of the same filter that cannot be claimed yet because of an earlier step, a blocker or a start time. At most 1000. */
  waiting: number;
}

const MOST_WAITING = 1_000;

/**
 * What an agent can claim now, in the queue's order: by priority, due date (none last) and age. Excludes tasks that wait,
 * that another agent has, or that have children (domain.md, "Ready"). Index: two ranges of tasks_project_claimable_idx and
 * tasks_waiting_idx, whatever the backlog's length.
 */
export async function readBacklog(ctx: Context, query: BacklogQuery): Promise<Backlog> {
  authorize(ctx.actor, "task.read", { projectId: query.projectId });
  const filter = backlogFilter(query);
  const claimable = Prisma.sql`t.claimable AND ${filter}`;
  const order = Prisma.sql`t.priority, t.due_at, t.created_at, t.id LIMIT ${query.limit}`;
  const [found, waiting] = await Promise.all([
    ctx.db.$queryRaw<{ task: TaskRow }[]>`
      WITH page AS MATERIALIZED (
        (SELECT t.id FROM tasks t WHERE ${claimable} AND t.assigned_to IS NULL ORDER BY t.assigned_to, ${order})
        UNION ALL
        (SELECT t.id FROM tasks t WHERE ${claimable} AND t.assigned_to = ${query.agent ?? ""} ORDER BY ${order})
      )
      SELECT ${TASK_JSON} AS task FROM page JOIN tasks t ON t.id = page.id JOIN projects p ON p.id = t.project_id ORDER BY ${order}`,
    ctx.db.$queryRaw<{ waiting: bigint }[]>`
      SELECT count(*) AS waiting FROM (
        SELECT 1 FROM tasks t WHERE t.status IN ('inbox', 'assigned') AND NOT t.ready AND t.archived_at IS NULL
          AND (t.assigned_to IS NULL OR t.assigned_to = ${query.agent ?? ""}) AND ${filter} LIMIT ${MOST_WAITING}) w`,
  ]);
  return { tasks: found.map((row) => row.task), waiting: Number(waiting[0]?.waiting ?? 0) };
}

function backlogFilter(query: BacklogQuery): Prisma.Sql {
  const all = [Prisma.sql`t.project_id = ${query.projectId}`];
  if (query.priority) all.push(Prisma.sql`t.priority = ${query.priority}::priority`);
  if (query.type) all.push(Prisma.sql`t.type = ${query.type}::task_type`);
  if (query.labels?.length) all.push(Prisma.sql`t.labels @> ${query.labels}::text[]`);
  return Prisma.join(all, " AND ");
}
