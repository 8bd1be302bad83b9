import { config } from "@/lib/core/config";
import { closeDatabase, database } from "@/lib/core/database";
import type { JobPool } from "@/lib/core/jobs";
import { logger } from "@/lib/core/logger";
import { guardEventEpoch } from "@/lib/events/epoch";
import { eventHub, stopEventHub } from "@/lib/events/hub";
import { stopLongLived } from "@/lib/events/long-lived";
import type { PoolState } from "./pool";
import { type JobRunner, startJobRunner } from "./runner";

const RETRY_FIRST_MS = 500;
const RETRY_MAX_MS = 30_000;
/** How long stopping waits for a start in progress. */
const START_GRACE_MS = 1_000;

interface Booted {
  stopped: boolean;
  /** Resolves once the runner has started, or the process stops before that. */
  starting: Promise<void>;
  runner: JobRunner | null;
}

const singleton = globalThis as typeof globalThis & {
  __batonBooted?: Booted;
  /**
   * The server process calls this when it is told to stop, with a promise that resolves once its last request is
   * answered.
   */
  __batonShutdown?: (drained: Promise<void>) => Promise<void>;
};

/**
 * Starts what runs beside the requests: the event hub and the job runner. Once per process, however often it is called.
 */
export function boot(): void {
  if (singleton.__batonBooted) return;
  const booted: Booted = { stopped: false, starting: Promise.resolve(), runner: null };
  singleton.__batonBooted = booted;
  singleton.__batonShutdown = (drained) => shutdown(booted, drained);
  eventHub();
  booted.starting = startWhenReachable(booted);
}

/** The state of the job workers of this process. Null before they are started, or when the process runs no jobs. */
export function jobWorkerStates(): Partial<Record<JobPool, PoolState>> | null {
  return singleton.__batonBooted?.runner?.states() ?? null;
}

/** Retries while the database is unreachable at start; requests are answered meanwhile. */
async function startWhenReachable(booted: Booted): Promise<void> {
  for (
    let retryMs = RETRY_FIRST_MS;
    !booted.stopped;
    retryMs = Math.min(RETRY_MAX_MS, retryMs * 2)
  ) {
    try {
      await guardEventEpoch(database());
      if (config.role === "web") return;
      const runner = await startJobRunner();
      if (booted.stopped) await runner.stop();
      else booted.runner = runner;
      return;
    } catch (error) {
      logger.warn(
        { err: (error as Error).message, retry_ms: retryMs },
        "background work not started yet",
      );
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }
}

/** Ends streams, waiting polls and jobs first; the database stays open until the last request is answered. */
async function shutdown(booted: Booted, drained: Promise<void>): Promise<void> {
  if (booted.stopped) return;
  booted.stopped = true;
  stopLongLived();
  await Promise.race([
    booted.starting,
    new Promise((resolve) => setTimeout(resolve, START_GRACE_MS)),
  ]);
  await Promise.all([booted.runner?.stop(), drained]);
  await stopEventHub();
  await closeDatabase();
}
