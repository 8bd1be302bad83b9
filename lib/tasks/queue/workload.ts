import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { OPEN, type TaskStatus } from "@/lib/tasks/lifecycle";
import { IS_STALE } from "@/lib/tasks/row";

export interface Workload {
  byStatus: Record<TaskStatus, number>;
  byPriority: Record<"critical" | "high" | "medium" | "low", number>;
  oldestPendingSeconds: number;
  /** Tasks whose holder has been silent too long. */
  stale: number;
  /** Tasks that wait for a person: to triage, to judge, or to look at because they are failed, blocked or stale. */
  needsPerson: number;
}

/** The number of open and failed tasks in each place. Index: tasks_status_idx, runs_open_idx, tasks_stale_idx. */
export async function workload(ctx: Context): Promise<Workload> {
  const limit = projectLimitOf(ctx.actor);
  const project = limit === null ? Prisma.empty : Prisma.sql`AND project_id = ${limit}`;
  const [silent] = await ctx.db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM tasks t WHERE t.archived_at IS NULL AND ${IS_STALE} ${project}`;
  const rows = await ctx.db.$queryRaw<
    { status: TaskStatus; priority: keyof Workload["byPriority"]; n: number; oldest: Date }[]
  >`
    SELECT status, priority, count(*)::int AS n, min(created_at) AS oldest FROM tasks
    WHERE archived_at IS NULL AND status = ANY(${[...OPEN, "failed"]}::task_status[]) ${project}
    GROUP BY status, priority`;
  const byStatus = Object.fromEntries(
    [...OPEN, "failed"].map((status) => [status, 0]),
  ) as Workload["byStatus"];
  const byPriority = { critical: 0, high: 0, medium: 0, low: 0 };
  let oldest = ctx.clock.now().getTime();
  for (const row of rows) {
    byStatus[row.status] += row.n;
    if (row.status !== "inbox" && row.status !== "assigned") continue;
    byPriority[row.priority] += row.n;
    oldest = Math.min(oldest, row.oldest.getTime());
  }
  const stale = silent?.n ?? 0;
  return {
    byStatus,
    byPriority,
    oldestPendingSeconds: Math.floor((ctx.clock.now().getTime() - oldest) / 1000),
    stale,
    needsPerson: byStatus.inbox + byStatus.review + byStatus.blocked + byStatus.failed + stale,
  };
}
