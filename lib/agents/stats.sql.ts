import { Prisma, type Queryable } from "@/lib/core/database";
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

/** The task counts of several agents at once, in one project or in all. Index: tasks_assigned_to_status_id_idx, read without the table. */
export async function taskStatsOf(
  db: Queryable,
  names: string[],
  projectId: number | null = null,
): Promise<(name: string) => TaskStats> {
  if (names.length === 0) return () => NONE;
  const rows = await db.$queryRaw<{ name: string; status: string; count: number }[]>`
    SELECT assigned_to AS name, status::text AS status, count(*)::int AS count FROM tasks
    WHERE assigned_to = ANY(${names}) ${projectId === null ? Prisma.empty : Prisma.sql`AND project_id = ${projectId}`}
    GROUP BY assigned_to, status`;
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
