import type pg from "pg";
import { z } from "zod";
import type { Context } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { defineJob, type JobPool } from "@/lib/core/jobs";
import { logger } from "@/lib/core/logger";
import { hasEnded, thisProcess } from "./machine";

const SIGN_OF_LIFE_MS = 10_000;
/** Workers not seen for this long are dead, and the jobs they have locked are freed. Those of a process that has ended are so at once. */
const DEAD_AFTER_SECONDS = 60;
/** The limit for workers that nobody knows: those of a version without signs of life, and those that were silent and live again. */
const UNKNOWN_AFTER_SECONDS = 600;
/** How long permanently failed jobs are kept, so that their errors can be inspected. */
const KEEP_FAILED_DAYS = 7;

/** What this process says of itself. */
const SELF = thisProcess();

export interface SignsOfLife {
  /** Says that a worker is alive: before it locks its first job, so that no job is locked by one that nobody knows. */
  announce(worker: LivingWorker): Promise<void>;
  stop(): void;
}

interface LivingWorker {
  id: string;
  kind: JobPool;
}

/**
 * Records every ten seconds which workers of this process are alive, and frees what dead ones have locked. It uses the jobs' own
 * connections, which are free when those for requests are exhausted.
 */
export function giveSignsOfLife(
  connections: pg.Pool,
  ctx: Context,
  workers: () => LivingWorker[],
): SignsOfLife {
  const say = async (alive: LivingWorker[]): Promise<void> => {
    await connections.query(
      `INSERT INTO job_runners (id, kind, seen_at, machine, pid, began)
       SELECT id, kind, clock_timestamp(), $3, $4, $5 FROM unnest($1::text[], $2::text[]) AS alive (id, kind)
       ON CONFLICT (id) DO UPDATE SET seen_at = EXCLUDED.seen_at`,
      [
        alive.map(({ id }) => id),
        alive.map(({ kind }) => kind),
        ...[SELF?.machine, SELF?.pid, SELF?.began],
      ],
    );
  };
  const warn = (what: string) => (error: Error) => logger.warn({ err: error.message }, what);
  const timer = setInterval(async () => {
    await say(workers()).catch(warn("job workers gave no sign of life"));
    await freeJobsOfDead(ctx).catch(warn("no look was taken at which job workers are dead"));
  }, SIGN_OF_LIFE_MS);
  timer.unref();
  return { stop: () => clearInterval(timer), announce: (worker) => say([worker]) };
}

interface KnownWorker {
  id: string;
  machine: string | null;
  pid: number | null;
  began: string | null;
  is_silent: boolean;
}

/**
 * Unlocks the jobs of dead workers, for which graphile-worker itself waits four hours: of processes of this machine that have ended,
 * and of workers that gave no sign of life for a minute. Returns how many jobs it freed.
 */
export async function freeJobsOfDead(ctx: Context): Promise<number> {
  const known = await ctx.db.$queryRaw<KnownWorker[]>`
    SELECT id, machine, pid, began, ${IS_SILENT} AS is_silent FROM job_runners`;
  const ended = known.filter(isOfEndedProcess).map(({ id }) => id);
  if (ended.length === 0 && !known.some(({ is_silent: isSilent }) => isSilent)) return 0;
  return ctx.transaction(async ({ db }) => {
    // One that gave a sign of life meanwhile is not among them, nor one that another process has just dealt with.
    const dead = await db.$queryRaw<{ id: string }[]>`
      DELETE FROM job_runners WHERE id = ANY(${ended}) OR ${IS_SILENT} RETURNING id`;
    return free(
      db,
      dead.map(({ id }) => id),
    );
  });
}

const IS_SILENT = Prisma.sql`seen_at < clock_timestamp() - ${DEAD_AFTER_SECONDS}::int * interval '1 second'`;

function isOfEndedProcess({ machine, pid, began }: KnownWorker): boolean {
  const isOfHere = SELF !== null && machine === SELF.machine;
  return isOfHere && pid !== null && began !== null && hasEnded({ pid, began });
}

/** Index: none; the queue is short. */
async function free(db: Queryable, workers: string[]): Promise<number> {
  const locked = await db.$queryRaw<{ worker: string; jobs: number }[]>`
    SELECT locked_by AS worker, count(*)::int AS jobs FROM graphile_worker._private_jobs
    WHERE locked_by = ANY(${workers}) GROUP BY locked_by`;
  if (locked.length === 0) return 0;
  await db.$queryRaw`SELECT 1 AS freed FROM graphile_worker.force_unlock_workers(${workers})`;
  logger.warn({ workers: locked }, "jobs of dead workers freed");
  return locked.reduce((sum, { jobs }) => sum + jobs, 0);
}

/** Unlocks the jobs of dead workers and removes jobs that failed permanently a week ago. Index: none; the queue is short. */
export async function tidyJobQueue(ctx: Context): Promise<{ freed: number; removed: number }> {
  const freed = await freeJobsOfDead(ctx);
  const unknown = await ctx.db.$queryRaw<{ worker: string }[]>`
    SELECT DISTINCT locked_by AS worker FROM graphile_worker._private_jobs j
    WHERE locked_at < clock_timestamp() - ${UNKNOWN_AFTER_SECONDS}::int * interval '1 second'
      AND NOT EXISTS (SELECT 1 FROM job_runners r WHERE r.id = j.locked_by)`;
  const workers = unknown.map(({ worker }) => worker);
  const freedOfUnknown = await free(ctx.db, workers);
  const removed = await ctx.db.$executeRaw`
    DELETE FROM graphile_worker._private_jobs
    WHERE attempts >= max_attempts AND locked_at IS NULL
      AND updated_at < clock_timestamp() - ${KEEP_FAILED_DAYS}::int * interval '1 day'`;
  return { freed: freed + freedOfUnknown, removed };
}

export const tidyJobQueueJob = defineJob({
  name: "tidyJobQueue",
  payload: z.strictObject({}),
  description: "Frees jobs whose process died, and removes those that failed for good a week ago.",
  periodic: "* * * * *",
  run: (ctx) => tidyJobQueue(ctx),
});
