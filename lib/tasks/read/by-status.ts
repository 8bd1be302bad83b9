import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import type { TaskStatus } from "@/lib/tasks/lifecycle";
import { IS_LED, type TaskRow } from "@/lib/tasks/row";
import { taskCountRows } from "@/lib/tasks/task-counts";
import { readTasks } from "./rows";

export interface StatusColumn {
  status: TaskStatus;
  /** Newest first, at most `limit` of them. */
  tasks: TaskRow[];
  total: number;
}

/**
 * A project's live tasks by status, the newest of each first; a status without tasks is left out. Index: tasks_status_idx, task_counts_pkey, and
 * tasks_labels_idx when labels are asked for (each must be on the task).
 */
export async function tasksByStatus(
  ctx: Context,
  query: {
    projectId: number;
    statuses: readonly TaskStatus[];
    type?: TaskRow["type"];
    labels?: string[];
    limit: number;
  },
): Promise<StatusColumn[]> {
  authorize(ctx.actor, "task.read", { projectId: query.projectId });
  const all = [
    Prisma.sql`t.project_id = ${query.projectId} AND t.archived_at IS NULL AND NOT ${IS_LED}`,
  ];
  if (query.type) all.push(Prisma.sql`t.type = ${query.type}::task_type`);
  if (query.labels?.length) all.push(Prisma.sql`t.labels @> ${query.labels}::text[]`);
  const filter = Prisma.join(all, " AND ");
  const inProject = Prisma.sql`c.project_id = ${query.projectId}::int AND NOT c.archived`;
  const counting =
    all.length === 1
      ? Prisma.sql`SELECT status, sum(n)::bigint AS total FROM (${taskCountRows(inProject)}) counts GROUP BY status`
      : Prisma.sql`SELECT t.status, count(*) AS total FROM tasks t WHERE ${filter} GROUP BY t.status`;
  const [counts, rows] = await Promise.all([
    ctx.db.$queryRaw<{ status: TaskStatus; total: bigint }[]>`${counting}`,
    readTasks(
      ctx.db,
      Prisma.sql`SELECT t.id FROM unnest(${query.statuses as TaskStatus[]}::task_status[]) s(status)
        CROSS JOIN LATERAL (SELECT t.* FROM tasks t WHERE t.status = s.status AND ${filter} ORDER BY t.id DESC LIMIT ${query.limit}) t`,
      Prisma.sql`t.id DESC`,
    ),
  ]);
  const totals = new Map(counts.map((row) => [row.status, Number(row.total)]));
  return query.statuses.flatMap((status) => {
    const tasks = rows.filter((task) => task.status === status);
    return tasks.length === 0 ? [] : [{ status, tasks, total: totals.get(status) ?? tasks.length }];
  });
}
