import { Logger, parseCronItems, type Runner, run, type TaskList } from "graphile-worker";
import pg from "pg";
import { config } from "@/lib/core/config";
import { type Database, database } from "@/lib/core/database";
import { addJob, type JobName } from "@/lib/core/jobs";
import { logger } from "@/lib/core/logger";
import { RunHost } from "@/lib/dispatch/host";
import { LEASE_MS } from "@/lib/dispatch/terms";
import { CALLS, COMMANDS, PERIODIC } from "./commands";
import { runJob } from "./run-job";

/** Workers for what waits for a model, and for everything else. */
const CALL_WORKERS = 5;
const QUICK_WORKERS = 3;
const POOL_SIZE = 6;

export interface JobRunner {
  /** Ends running jobs at the next point where they can be ended, lets go of their locks, and of the runs worked on here. */
  stop(): Promise<void>;
}

/**
 * Runs background jobs in this process (architecture.md, "Background work"): any number of processes may, each job is done
 * by one. Jobs are picked up within milliseconds of their commit by LISTEN, hence the direct address.
 */
export async function startJobRunner(
  db: Database = database(),
  url: string = config.directDatabaseUrl,
): Promise<JobRunner> {
  const stopping = new AbortController();
  const host = new RunHost(db);
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    application_name: "baton-jobs",
  });
  const lost = (error: Error): void => logger.debug({ err: error.message }, "job connection lost");
  pool.on("error", lost);
  pool.on("connect", (client) => client.on("error", lost));
  const shared = { pgPool: pool, noHandleSignals: true, logger: quietLogger() };
  const runners: Runner[] = [];
  try {
    const names = Object.keys(COMMANDS) as JobName[];
    const calls = names.filter((name) => CALLS.includes(name));
    const quick = names.filter((name) => !CALLS.includes(name));
    runners.push(
      await run({
        ...shared,
        concurrency: QUICK_WORKERS,
        taskList: taskList(db, quick, stopping.signal, host),
        parsedCronItems: cronItems(),
      }),
    );
    runners.push(
      await run({
        ...shared,
        concurrency: CALL_WORKERS,
        taskList: taskList(db, calls, stopping.signal, host),
        parsedCronItems: [],
      }),
    );
    // Unhandled, their rejection would end the process; a runner that stops because of an error is reported by its logger.
    for (const runner of runners) runner.promise.catch(() => undefined);
    for (const name of Object.keys(PERIODIC) as JobName[])
      await addJob(db, name, {} as never, { key: name });
    // Of a process that died a moment ago the leases still run.
    await addJob(db, "recoverRuns", {}, { key: "recoverRuns:start", runAt: afterLeases() });
  } catch (error) {
    await stopAll();
    throw error;
  }
  return { stop: stopAll };

  async function stopAll(): Promise<void> {
    stopping.abort();
    // At once, whatever a job still waits for; and again, for what a last job began.
    await Promise.allSettled([host.stop(), ...runners.map((runner) => runner.stop())]);
    await host.stop();
    await pool.end();
  }
}

function taskList(db: Database, names: JobName[], signal: AbortSignal, host: RunHost): TaskList {
  return Object.fromEntries(
    names.map((name) => [
      name,
      (payload: unknown) => runJob(db, name, payload as never, signal, host),
    ]),
  );
}

const afterLeases = (): Date => new Date(Date.now() + LEASE_MS + 1_000);

function cronItems() {
  return parseCronItems(
    Object.entries(PERIODIC).map(([task, match]) => ({
      task,
      match,
      identifier: task,
      options: { jobKey: task, backfillPeriod: 0, maxAttempts: 3 },
    })),
  );
}

/** What graphile-worker says of itself is for looking closely only; a failed job is reported where it failed. */
function quietLogger(): Logger {
  return new Logger(() => (level, message) => {
    if (level === "error" && !message.startsWith("Failed task"))
      logger.warn({ source: "jobs" }, message);
    else logger.debug({ source: "jobs" }, message);
  });
}
