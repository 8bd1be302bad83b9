import { PRESENCE } from "@/lib/agents/row";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { OPEN, type TaskStatus } from "@/lib/tasks/lifecycle";
import { IS_LED, IS_STALE } from "@/lib/tasks/row";
import type { Crew } from "./advice";

export interface Workload {
  byStatus: Record<TaskStatus, number>;
  byPriority: Record<"critical" | "high" | "medium" | "low", number>;
  oldestPendingSeconds: number;
  /** Tasks whose holder has been silent too long. */
  stale: number;
  /** What agents asked and nobody answered yet. */
  requests: number;
  /** What waits for a person: requests, and tasks to triage, to judge, or to look at because they are failed, blocked or stale. */
  needsPerson: number;
  crew: Crew;
  capacity: Capacity;
  wait: {
    estimated_wait_seconds: number | null;
    estimated_wait_confidence: "calculated" | "unknown";
  };
}

interface Capacity {
  active_tasks: number;
  tasks_last_5m: number;
  errors_last_5m: number;
  error_rate_5m: number;
  completions_last_hour: number;
}

/** The number of open and failed tasks in each place. Index: tasks_status_idx, runs_open_idx, tasks_stale_idx, requests_open_idx. */
export async function workload(ctx: Context): Promise<Workload> {
  const limit = projectLimitOf(ctx.actor);
  const project = limit === null ? Prisma.empty : Prisma.sql`AND project_id = ${limit}`;
  const [waiting] = await ctx.db.$queryRaw<{ stale: number; requests: number }[]>`
    SELECT (SELECT count(*)::int FROM tasks t WHERE t.archived_at IS NULL AND ${IS_STALE} ${project}) AS stale,
      (SELECT count(*)::int FROM requests q WHERE q.state = 'open' ${ofRequests(limit)}) AS requests`;
  const rows = await ctx.db.$queryRaw<
    { status: TaskStatus; priority: keyof Workload["byPriority"]; n: number; oldest: Date }[]
  >`
    SELECT status, priority, count(*)::int AS n, min(created_at) AS oldest FROM tasks t
    WHERE archived_at IS NULL AND NOT ${IS_LED} AND status = ANY(${[...OPEN, "failed"]}::task_status[]) ${project}
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
  const { stale, requests } = waiting ?? { stale: 0, requests: 0 };
  const pace = await paceOf(ctx, limit);
  const pending = byStatus.inbox + byStatus.assigned;
  const isKnown = pace.completed > 0;
  return {
    byStatus,
    byPriority,
    oldestPendingSeconds: Math.floor((ctx.clock.now().getTime() - oldest) / 1000),
    stale,
    requests,
    crew: await crewOf(ctx),
    capacity: {
      active_tasks: byStatus.in_progress,
      tasks_last_5m: pace.created,
      errors_last_5m: pace.errors,
      error_rate_5m: pace.ended === 0 ? 0 : pace.errors / pace.ended,
      completions_last_hour: pace.completed,
    },
    wait: {
      estimated_wait_seconds: isKnown ? Math.round((pending * 3_600) / pace.completed) : null,
      estimated_wait_confidence: isKnown ? "calculated" : "unknown",
    },
    needsPerson:
      requests + byStatus.inbox + byStatus.review + byStatus.blocked + byStatus.failed + stale,
  };
}

/** A request belongs to the project that its task is in now. */
function ofRequests(limit: number | null): Prisma.Sql {
  if (limit === null) return Prisma.empty;
  return Prisma.sql`AND COALESCE((SELECT t.project_id FROM tasks t WHERE t.id = q.task_id), q.project_id) = ${limit}::int`;
}

/** So many of the tasks that changed last and of the runs that began last tell the pace, however many there are. */
const PACE_SAMPLE = 150;

/** What was created in five minutes and finished in an hour, and the runs that ended badly. Index: tasks_updated_idx, runs_pkey. */
async function paceOf(ctx: Context, limit: number | null) {
  const project = limit === null ? Prisma.empty : Prisma.sql`AND project_id = ${limit}`;
  const [row] = await ctx.db.$queryRaw<
    { created: number; completed: number; errors: number; ended: number }[]
  >`
    SELECT tasks.created, tasks.completed, runs.errors, runs.ended FROM
      (SELECT (count(*) FILTER (WHERE created_at >= clock_timestamp() - interval '5 minutes'))::int AS created,
         (count(*) FILTER (WHERE status = 'done' AND completed_at >= clock_timestamp() - interval '1 hour'))::int AS completed
       FROM (SELECT created_at, status, completed_at FROM tasks
             WHERE archived_at IS NULL ${project}
             ORDER BY updated_at DESC, id DESC LIMIT ${PACE_SAMPLE}::int) latest) tasks,
      (SELECT (count(*) FILTER (WHERE outcome NOT IN ('succeeded', 'cancelled')))::int AS errors, count(*)::int AS ended
       FROM (SELECT outcome, finished_at FROM runs WHERE true ${project} ORDER BY id DESC LIMIT ${PACE_SAMPLE}::int) latest
       WHERE finished_at >= clock_timestamp() - interval '5 minutes') runs`;
  return row ?? { created: 0, completed: 0, errors: 0, ended: 0 };
}

/** The agents that people see. Index: agents_pkey; agents are few. */
async function crewOf(ctx: Context): Promise<Crew> {
  const rows = await ctx.db.$queryRaw<{ presence: string; n: number }[]>`
    SELECT CASE WHEN a.source = 'observed' THEN 'offline' ELSE ${PRESENCE} END AS presence, count(*)::int AS n
    FROM agents a WHERE a.deleted_at IS NULL AND NOT a.hidden GROUP BY 1`;
  const of = (name: string): number => rows.find(({ presence }) => presence === name)?.n ?? 0;
  const busy = of("busy");
  const idle = of("idle") + of("online");
  const online = busy + idle;
  return {
    total: online + of("offline"),
    online,
    busy,
    idle,
    offline: of("offline"),
    busy_ratio: online === 0 ? 0 : busy / online,
  };
}
