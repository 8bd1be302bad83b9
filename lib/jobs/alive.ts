import type pg from "pg";
import { z } from "zod";
import type { Context } from "@/lib/core/context";
import { defineJob, type JobPool } from "@/lib/core/jobs";
import { logger } from "@/lib/core/logger";

const SIGN_OF_LIFE_MS = 10_000;
/** Workers not seen for this long are dead, and the jobs they have locked are freed. */
const DEAD_AFTER_SECONDS = 60;
/** The limit for workers that never sent a heartbeat: those of a version without heartbeats. */
const UNKNOWN_AFTER_SECONDS = 600;
/** How long permanently failed jobs are kept, so that their errors can be inspected. */
const KEEP_FAILED_DAYS = 7;

/**
 * Records every ten seconds which workers of this process are alive. It uses the jobs' own connections, which are free
 * when those for requests are exhausted.
 */
export function giveSignsOfLife(
  connections: pg.Pool,
  workers: () => { id: string; kind: JobPool }[],
): { stop(): void; now(): Promise<void> } {
  const now = async (): Promise<void> => {
    const alive = workers();
    await connections.query(
      `INSERT INTO job_runners (id, kind, seen_at)
       SELECT id, kind, clock_timestamp() FROM unnest($1::text[], $2::text[]) AS alive (id, kind)
       ON CONFLICT (id) DO UPDATE SET seen_at = EXCLUDED.seen_at`,
      [alive.map(({ id }) => id), alive.map(({ kind }) => kind)],
    );
  };
  const timer = setInterval(
    () =>
      now().catch((error: Error) =>
        logger.warn({ err: error.message }, "job workers gave no sign of life"),
      ),
    SIGN_OF_LIFE_MS,
  );
  timer.unref();
  return { stop: () => clearInterval(timer), now };
}

/**
 * Unlocks the jobs of dead workers (graphile-worker itself waits four hours) and removes jobs that failed permanently a
 * week ago. Index: none; the queue is short.
 */
export async function tidyJobQueue(ctx: Context): Promise<{ freed: number; removed: number }> {
  const dead = await ctx.db.$queryRaw<{ worker: string; jobs: number }[]>`
    SELECT j.locked_by AS worker, count(*)::int AS jobs
    FROM graphile_worker._private_jobs j LEFT JOIN job_runners r ON r.id = j.locked_by
    WHERE j.locked_by IS NOT NULL AND CASE WHEN r.id IS NULL
      THEN j.locked_at < clock_timestamp() - ${UNKNOWN_AFTER_SECONDS}::int * interval '1 second'
      ELSE r.seen_at < clock_timestamp() - ${DEAD_AFTER_SECONDS}::int * interval '1 second' END
    GROUP BY j.locked_by`;
  if (dead.length > 0) {
    logger.warn({ workers: dead }, "jobs of dead workers freed");
    await ctx.db
      .$queryRaw`SELECT 1 AS freed FROM graphile_worker.force_unlock_workers(${dead.map(({ worker }) => worker)})`;
  }
  const removed = await ctx.db.$executeRaw`
    DELETE FROM graphile_worker._private_jobs
    WHERE attempts >= max_attempts AND locked_at IS NULL
      AND updated_at < clock_timestamp() - ${KEEP_FAILED_DAYS}::int * interval '1 day'`;
  await ctx.db.$executeRaw`
    DELETE FROM job_runners WHERE seen_at < clock_timestamp() - ${KEEP_FAILED_DAYS}::int * interval '1 day'`;
  return { freed: dead.reduce((sum, { jobs }) => sum + jobs, 0), removed };
}

export const tidyJobQueueJob = defineJob({
  name: "tidyJobQueue",
  payload: z.strictObject({}),
  description: "Frees jobs whose process died, and removes those that failed for good a week ago.",
  periodic: "* * * * *",
  run: (ctx) => tidyJobQueue(ctx),
});
