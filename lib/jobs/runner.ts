import {
  type JobHelpers,
  type ParsedCronItem,
  parseCronItems,
  type TaskList,
} from "graphile-worker";
import pg from "pg";
import { systemActor } from "@/lib/core/actor";
import { config } from "@/lib/core/config";
import { createContext } from "@/lib/core/context";
import { type Database, database } from "@/lib/core/database";
import { addJob, type Job, type JobPool, type JobProcess } from "@/lib/core/jobs";
import { logger } from "@/lib/core/logger";
import { metrics } from "@/lib/core/metrics";
import { BATON_RUN_LEASE_MS } from "@/lib/engine/terms";
import { recoverRunsJob } from "@/lib/recovery/runs";
import { freeJobsOfDead, giveSignsOfLife } from "./alive";
import { JOBS, PERIODIC_JOBS } from "./all";
import { type PoolState, SupervisedPool } from "./pool";
import { WorkerProcess } from "./process";
import { runJob } from "./run-job";

/** How many jobs of each kind this process runs at a time. */
const WORKERS: Record<JobPool, number> = { quick: 3, outbound: 3, upkeep: 1 };
const POOLS = Object.keys(WORKERS) as JobPool[];
/** Each kind uses one connection to listen; the others fetch and complete jobs, which takes a millisecond each. */
const CONNECTIONS = POOLS.length + 4;

export interface JobRunner {
  /** The state of the workers of each kind; kinds without jobs have none. */
  states(): Partial<Record<JobPool, PoolState>>;
  /** Ends running jobs at their next safe point, and releases their locks and the runs worked on here. */
  stop(): Promise<void>;
}

/**
 * Runs background jobs in this process. Any number of processes may; each job runs in one of them. Jobs start within
 * milliseconds of their commit, by LISTEN, which needs the direct address.
 */
export async function startJobRunner(
  db: Database = database(),
  url: string = config.directDatabaseUrl,
  jobs: readonly Job[] = JOBS,
): Promise<JobRunner> {
  const process = new WorkerProcess(db);
  const connections = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    application_name: "baton-jobs",
  });
  const lost = (error: Error): void => logger.debug({ err: error.message }, "job connection lost");
  connections.on("error", lost);
  connections.on("connect", (client) => client.on("error", lost));
  const ctx = createContext(systemActor("scheduler"), db);
  const signs = giveSignsOfLife(connections, ctx, () =>
    pools.flatMap(({ kind, lockNames }) => lockNames.map((id) => ({ id, kind }))),
  );
  const pools = POOLS.flatMap((kind) => {
    const ofKind = jobs.filter((job) => job.pool === kind);
    if (ofKind.length === 0) return [];
    const tasks = taskList(db, ofKind, process);
    const cron = cronItems(ofKind);
    const workers = WORKERS[kind];
    const { announce } = signs;
    return [new SupervisedPool({ kind, connections, workers, tasks, cron, announce })];
  });
  try {
    await freeJobsOfDead(ctx);
    for (const pool of pools) await pool.start();
    for (const job of PERIODIC_JOBS) await addJob(db, job, {}, { key: job.name });
    // The leases of a process that died a moment ago have not expired yet.
    await addJob(db, recoverRunsJob, {}, { key: "recoverRuns:start", runAt: afterLeases() });
  } catch (error) {
    await stopAll();
    throw error;
  }
  return {
    stop: stopAll,
    states: () => Object.fromEntries(pools.map(({ kind, state }) => [kind, state])),
  };

  async function stopAll(): Promise<void> {
    process.abort();
    // At once, even if a job still waits; and again, for anything the last job started.
    await Promise.allSettled([process.closeParts(), ...pools.map((pool) => pool.stop())]);
    await process.closeParts();
    signs.stop();
    await connections.end();
  }
}

function taskList(db: Database, jobs: readonly Job[], process: JobProcess): TaskList {
  return Object.fromEntries(
    jobs.map((job) => [
      job.name,
      (payload: unknown, helpers: JobHelpers) => {
        const waitedMs = Math.max(0, Date.now() - helpers.job.run_at.getTime());
        metrics().jobWaits.observe({ pool: job.pool }, waitedMs / 1000);
        return runJob(db, job, payload, process);
      },
    ]),
  );
}

const afterLeases = (): Date => new Date(Date.now() + BATON_RUN_LEASE_MS + 1_000);

function cronItems(jobs: readonly Job[]): ParsedCronItem[] {
  return parseCronItems(
    jobs.flatMap(({ name, periodic }) =>
      periodic === null
        ? []
        : [
            {
              task: name,
              match: periodic,
              identifier: name,
              options: { jobKey: name, backfillPeriod: 0, maxAttempts: 3 },
            },
          ],
    ),
  );
}
