import { Gauge, Registry } from "prom-client";
import {
  connectionUse,
  database,
  Prisma,
  type Queryable,
  reserveDatabase,
} from "@/lib/core/database";
import { logger } from "@/lib/core/logger";
import { metrics } from "@/lib/core/metrics";
import { startedEventHub } from "@/lib/events/hub";
import { taskCountRows } from "@/lib/tasks/task-counts";

/** How long database results are cached, however many scrapers there are. */
const FRESH_MS = 5_000;

interface Stored {
  tasks: { status: string; count: number }[];
  ready: { count: number; oldest_s: number | null };
  jobs: { job: string; waiting: number; failed: number; locked: number; oldest_s: number | null }[];
  runs: { runtime: string; trigger: string; count: number }[];
}

/**
 * The response of `GET /metrics`, in Prometheus' text format. Database metrics are read at most every few seconds, over
 * the reserve; while the database does not answer they are missing and `baton_database_up` is 0.
 */
export async function scrapeMetrics(): Promise<{ contentType: string; body: string }> {
  const [own, stored] = await Promise.all([metrics().registry.metrics(), storedFigures()]);
  const registry = new Registry();
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]): Gauge<L> =>
    new Gauge({ name, help, labelNames, registers: [registry] });

  gauge("baton_database_up", "1 when the database answered the last question").set(stored ? 1 : 0);
  const lag = startedEventHub()?.lagSeconds ?? null;
  if (lag !== null)
    gauge(
      "baton_event_lag_seconds",
      "How long events have waited for a transaction that does not end",
    ).set(lag);
  const use = connectionUse(database());
  if (use) {
    const connections = gauge(
      "baton_database_connections",
      "Connections of the pool, by state; `waiting` are requests that wait for one",
      "state",
    );
    connections.set({ state: "in_use" }, use.total - use.idle);
    connections.set({ state: "idle" }, use.idle);
    connections.set({ state: "waiting" }, use.waiting);
  }
  if (stored) setStored(gauge, stored);
  return {
    contentType: registry.contentType,
    body: `${own}\n${await registry.metrics()}`,
  };
}

type MakeGauge = <L extends string>(name: string, help: string, ...labels: L[]) => Gauge<L>;

function setStored(gauge: MakeGauge, { tasks, ready, jobs, runs }: Stored): void {
  const open = gauge("baton_tasks_open", "Tasks that are not finished, by status", "status");
  for (const { status, count } of tasks) open.set({ status }, count);
  gauge("baton_tasks_claimable", "Tasks that an agent could be given now").set(ready.count);
  gauge(
    "baton_tasks_claimable_oldest_seconds",
    "For how long the oldest of them has waited; 0 without any",
  ).set(ready.oldest_s ?? 0);

  const waiting = gauge("baton_jobs_waiting", "Jobs that are due and not begun", "job");
  const oldest = gauge(
    "baton_jobs_waiting_oldest_seconds",
    "For how long the oldest of them has been due",
    "job",
  );
  const locked = gauge("baton_jobs_running", "Jobs being run, by any process", "job");
  const failed = gauge("baton_jobs_failed", "Jobs that failed for good in the last week", "job");
  for (const each of jobs) {
    waiting.set({ job: each.job }, each.waiting);
    oldest.set({ job: each.job }, each.oldest_s ?? 0);
    locked.set({ job: each.job }, each.locked);
    failed.set({ job: each.job }, each.failed);
  }
  const runsOpen = gauge("baton_runs_open", "Runs that have not ended", "runtime", "trigger");
  for (const { runtime, trigger, count } of runs) runsOpen.set({ runtime, trigger }, count);
}

let read: { at: number; db: Queryable; figures: Promise<Stored | null> } | undefined;

function storedFigures(): Promise<Stored | null> {
  const now = performance.now();
  const db = reserveDatabase();
  if (!read || read.db !== db || now - read.at > FRESH_MS) {
    const figures = readStored(db).catch((error: Error) => {
      logger.warn({ err: error.message.trim() }, "metrics of the database not read");
      return null;
    });
    read = { at: now, db, figures };
  }
  return read.figures;
}

/** One after the other, so that a scrape uses only one of the reserve's two connections. */
async function readStored(db: Queryable): Promise<Stored> {
  // Index: task_counts_pkey.
  const tasks = await db.$queryRaw<Stored["tasks"]>`
    SELECT status::text AS status, sum(n)::int AS count
    FROM (${taskCountRows(Prisma.sql`NOT c.archived AND c.status IN ('inbox', 'assigned', 'in_progress', 'review')`)}) counts
    GROUP BY status HAVING sum(n) > 0`;
  // Index: tasks_queue_idx and tasks_pool_idx, which contain exactly these rows.
  const [ready] = await db.$queryRaw<Stored["ready"][]>`
    SELECT count(*)::int AS count, extract(epoch FROM clock_timestamp() - min(status_changed_at))::float8 AS oldest_s
    FROM tasks WHERE ready AND archived_at IS NULL AND children_total = 0 AND status IN ('inbox', 'assigned')`;
  const jobs = await db.$queryRaw<Stored["jobs"]>`
    SELECT t.identifier AS job,
           count(*) FILTER (WHERE j.locked_at IS NULL AND j.attempts < j.max_attempts AND j.run_at <= clock_timestamp())::int AS waiting,
           count(*) FILTER (WHERE j.locked_at IS NULL AND j.attempts >= j.max_attempts)::int AS failed,
           count(*) FILTER (WHERE j.locked_at IS NOT NULL)::int AS locked,
           extract(epoch FROM clock_timestamp() - min(j.run_at) FILTER (
             WHERE j.locked_at IS NULL AND j.attempts < j.max_attempts AND j.run_at <= clock_timestamp()))::float8 AS oldest_s
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    GROUP BY t.identifier`;
  // Index: runs_open_idx.
  const runs = await db.$queryRaw<Stored["runs"]>`
    SELECT runtime::text AS runtime, trigger::text AS trigger, count(*)::int AS count
    FROM runs WHERE outcome IS NULL GROUP BY runtime, trigger`;
  return { tasks, ready: ready ?? { count: 0, oldest_s: null }, jobs, runs };
}
