import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { invalid } from "@/lib/core/errors";
import type { OutcomeCounts, OutcomesWire, RegressionWire } from "@/lib/tasks/outcome-shapes";

const DAYS = { day: 1, week: 7, month: 30, all: null } as const;
type Timeframe = keyof typeof DAYS;

const MOST_ERRORS = 10;
/** Figures are taken from at most this many tasks of each status, or of a project. */
const MAX_READ = 50_000;
const DAY_MS = 86_400_000;

interface Counted {
  agent: string | null;
  priority: string;
  outcome: string;
  n: number;
  retries: number;
  seconds: number | null;
  timed: number;
}

/**
 * Finished work the actor may read, between two times, as rows `t`: of the tasks of each status that changed last, or of the newest
 * of the actor's project. Index: tasks_finished_idx, tasks_project_idx; a status stands in the text of the query, because a plan made
 * for any status could not use the first.
 */
function finished(
  ctx: Context,
  statuses: readonly ("done" | "failed")[],
  { since, until, most = MAX_READ }: { since: Date | null; until?: Date; most?: number },
): Prisma.Sql {
  const between = Prisma.join(
    [
      Prisma.sql`t.status = ANY(${statuses}::task_status[])`,
      ...(since ? [Prisma.sql`t.updated_at >= ${since} AND t.completed_at >= ${since}`] : []),
      ...(until ? [Prisma.sql`t.completed_at < ${until}`] : []),
    ],
    " AND ",
  );
  const limit = projectLimitOf(ctx.actor);
  const newest =
    limit === null
      ? statuses.map((status) => {
          const named = Prisma.raw(`'${status}'`);
          const after = since ? Prisma.sql`AND updated_at >= ${since}` : Prisma.empty;
          return Prisma.sql`(SELECT * FROM tasks WHERE status = ${named} AND archived_at IS NULL ${after}
            ORDER BY updated_at DESC, id DESC LIMIT ${most}::int)`;
        })
      : [
          Prisma.sql`(SELECT * FROM tasks WHERE project_id = ${limit}::int AND archived_at IS NULL
            ORDER BY id DESC LIMIT ${most}::int)`,
        ];
  return Prisma.sql`(SELECT * FROM (${Prisma.join(newest, " UNION ALL ")}) t WHERE ${between}) t`;
}

/**
 * How work ended, by agent and priority, with the errors that occurred most: tasks that are done or failed, the `most` of each
 * that changed last.
 */
export async function taskOutcomes(
  ctx: Context,
  timeframe: Timeframe,
  most = MAX_READ,
): Promise<OutcomesWire> {
  authorize(ctx.actor, "task.read");
  const days = DAYS[timeframe];
  const since = days === null ? null : new Date(ctx.clock.now().getTime() - days * DAY_MS);
  const tasks = finished(ctx, ["done", "failed"], { since, most });
  const [rows, errors] = await Promise.all([
    ctx.db.$queryRaw<Counted[]>`
      SELECT t.assigned_to AS agent, t.priority::text AS priority,
        CASE WHEN t.status = 'failed' THEN 'failed' ELSE COALESCE(t.outcome, 'unknown') END AS outcome,
        count(*)::int AS n, sum(t.retry_count + t.dispatch_attempts)::int AS retries,
        sum(extract(epoch FROM t.completed_at - t.created_at))::float8 AS seconds, count(t.completed_at)::int AS timed
      FROM ${tasks} GROUP BY 1, 2, 3`,
    ctx.db.$queryRaw<{ error_message: string; count: number }[]>`
      SELECT left(t.error_message, 300) AS error_message, count(*)::int AS count FROM ${tasks}
      WHERE t.error_message IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST_ERRORS}::int`,
  ]);
  const all = countsOf(rows);
  const known = all.total - all.unknown;
  const timed = sum(rows, ({ timed }) => timed);
  return {
    timeframe,
    summary: {
      total_done: all.total,
      with_outcome: known,
      by_outcome: {
        success: all.success,
        failed: all.failed,
        partial: all.partial,
        abandoned: all.abandoned,
        unknown: all.unknown,
      },
      avg_retry_count: all.total === 0 ? 0 : sum(rows, ({ retries }) => retries) / all.total,
      avg_time_to_resolution_seconds:
        timed === 0 ? null : Math.round(sum(rows, ({ seconds }) => seconds ?? 0) / timed),
      success_rate: all.success_rate,
    },
    by_agent: grouped(rows, ({ agent }) => agent ?? "unassigned"),
    by_priority: grouped(rows, ({ priority }) => priority),
    common_errors: errors,
    record_count: all.total,
  };
}

const sum = (rows: Counted[], of: (row: Counted) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);

function grouped(rows: Counted[], by: (row: Counted) => string): Record<string, OutcomeCounts> {
  return Object.fromEntries(
    [...Map.groupBy(rows, by)].map(([name, group]) => [name, countsOf(group)]),
  );
}

function countsOf(rows: Counted[]): OutcomeCounts {
  const of = (outcome: string): number =>
    sum(
      rows.filter((row) => row.outcome === outcome),
      ({ n }) => n,
    );
  const total = sum(rows, ({ n }) => n);
  const [success, unknown] = [of("success"), of("unknown")];
  const known = total - unknown;
  return {
    success,
    failed: of("failed"),
    partial: of("partial"),
    abandoned: of("abandoned"),
    unknown,
    total,
    success_rate: known === 0 ? null : success / known,
  };
}

interface WindowRow {
  sample_size: number;
  p50: number | null;
  p95: number | null;
  avg: number | null;
  interventions: number;
}

/**
 * Compares work finished before and after a change: how long it took, and how often it needed an intervention (a retry, an error
 * message or an outcome other than success). The window before is `lookbackSeconds` long, that after ends now. Fails with `invalid`
 * for a change in the future.
 */
export async function taskRegression(
  ctx: Context,
  { betaStart, lookbackSeconds }: { betaStart: Date; lookbackSeconds: number },
): Promise<RegressionWire> {
  authorize(ctx.actor, "task.read");
  const now = ctx.clock.now();
  if (betaStart > now) throw invalid("beta_start", "must not be in the future");
  const from = new Date(betaStart.getTime() - lookbackSeconds * 1000);
  const [baseline, post] = await Promise.all([
    windowOf(ctx, "baseline", from, betaStart),
    windowOf(ctx, "post", betaStart, now),
  ]);
  return {
    metric_definitions: {
      latency_seconds: "from the task's creation to its completion",
      intervention: "a done task with a retry, an error message or an outcome other than success",
    },
    params: { beta_start: seconds(betaStart), lookback_seconds: lookbackSeconds },
    windows: { baseline, post },
    deltas: {
      latency_p95_seconds: difference(post.latency_seconds.p95, baseline.latency_seconds.p95),
      intervention_rate: difference(post.interventions.rate, baseline.interventions.rate),
    },
  };
}

const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);
const difference = (after: number | null, before: number | null): number | null =>
  after === null || before === null ? null : after - before;

async function windowOf(ctx: Context, label: string, start: Date, end: Date) {
  const [row] = await ctx.db.$queryRaw<WindowRow[]>`
    SELECT count(*)::int AS sample_size,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY took.seconds) AS p50,
      percentile_cont(0.95) WITHIN GROUP (ORDER BY took.seconds) AS p95, avg(took.seconds)::float8 AS avg,
      (count(*) FILTER (WHERE t.retry_count + t.dispatch_attempts > 0 OR t.error_message IS NOT NULL
        OR COALESCE(t.outcome, 'success') <> 'success'))::int AS interventions
    FROM ${finished(ctx, ["done"], { since: start, until: end })}
    CROSS JOIN LATERAL (SELECT extract(epoch FROM t.completed_at - t.created_at)::float8 AS seconds) took`;
  const { sample_size = 0, p50 = null, p95 = null, avg = null, interventions = 0 } = row ?? {};
  return {
    label,
    start: seconds(start),
    end: seconds(end),
    sample_size,
    latency_seconds: { p50, p95, avg },
    interventions: {
      count: interventions,
      rate: sample_size === 0 ? null : interventions / sample_size,
    },
  };
}
