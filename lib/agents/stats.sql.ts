import { Prisma, type Queryable } from "@/lib/core/database";
import { taskCountRows } from "@/lib/tasks/task-counts";
import type { TaskStats } from "./shapes";

const NONE: TaskStats = {
  total: 0,
  assigned: 0,
  in_progress: 0,
  review: 0,
  quality_review: 0,
  done: 0,
  completed: 0,
  failed: 0,
};

/** The task counts of several agents at once, in one project or in all. Archived tasks count too. Index: task_counts_assigned_to_idx. */
export async function taskStatsOf(
  db: Queryable,
  names: string[],
  projectId: number | null = null,
): Promise<(name: string) => TaskStats> {
  if (names.length === 0) return () => NONE;
  const inProject =
    projectId === null ? Prisma.empty : Prisma.sql`AND c.project_id = ${projectId}::int`;
  const where = Prisma.sql`c.assigned_to = ANY(${names}) ${inProject}`;
  const rows = await db.$queryRaw<{ name: string; status: string; count: number }[]>`
    SELECT assigned_to AS name, status::text AS status, sum(n)::int AS count FROM (${taskCountRows(where)}) counts
    GROUP BY assigned_to, status HAVING sum(n) > 0`;
  const stats = new Map<string, TaskStats>();
  for (const { name, status, count } of rows) {
    const of = stats.get(name) ?? { ...NONE };
    of.total += count;
    if (status === "assigned" || status === "in_progress" || status === "failed")
      of[status] = count;
    if (status === "review") of.review = of.quality_review = count;
    if (status === "done") of.done = of.completed = count;
    stats.set(name, of);
  }
  return (name) => stats.get(name) ?? NONE;
}
