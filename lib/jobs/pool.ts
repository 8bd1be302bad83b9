import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import {
  Logger,
  type ParsedCronItem,
  type Runner,
  run,
  type TaskList,
  type WorkerPool,
} from "graphile-worker";
import type pg from "pg";
import { backoffMs } from "@/lib/core/backoff";
import type { JobPool } from "@/lib/core/jobs";
import { logger } from "@/lib/core/logger";
import { nudgeTogether } from "./nudges";

const RESTART = { firstMs: 500, factor: 2, maxMs: 30_000 };
/** A pool that has run for this long has recovered: its next restart is immediate again. */
const STEADY_MS = 60_000;

/** How long the workers of a kind may take to look for a job that has come. Those of `quick` look at once. */
const LOOKS_WITHIN_MS: Record<JobPool, number> = { quick: 0, outbound: 25, upkeep: 250 };

export interface PoolOptions {
  kind: JobPool;
  connections: pg.Pool;
  workers: number;
  tasks: TaskList;
  cron: ParsedCronItem[];
  /** Is told the name under which jobs will be locked, before any is. */
  announce(worker: { id: string; kind: JobPool }): Promise<void>;
}

/** `running` takes jobs; `restarting` failed and starts again after a pause; `stopped` was told to stop. */
export type PoolState = "running" | "restarting" | "stopped";

/**
 * The workers of one kind of job in this process. graphile-worker stops its workers after errors it cannot recover
 * from, such as failing to record the end of a job; they are then restarted with growing pauses.
 */
export class SupervisedPool {
  private readonly options: PoolOptions;
  /**
   * Every runner that is still finishing jobs: the current one, and earlier ones that are finishing their last jobs.
   */
  private readonly runners = new Map<string, Runner>();
  private current: PoolState = "restarting";
  private failures = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(options: PoolOptions) {
    this.options = options;
  }

  get kind(): JobPool {
    return this.options.kind;
  }

  get state(): PoolState {
    return this.current;
  }

  /** The worker names under which jobs are locked here. */
  get lockNames(): string[] {
    return [...this.runners.keys()];
  }

  /** Rejects when the first start fails; later failures are retried. */
  async start(): Promise<void> {
    const { kind, connections, workers, tasks, cron, announce } = this.options;
    const events = new EventEmitter();
    const id = `pool-${randomUUID()}`;
    await announce({ id, kind });
    let startedAt = 0;
    const ended = once((reason: string) => this.restart(reason, Date.now() - startedAt));
    let stopNudging = (): void => undefined;
    events.on("pool:create", ({ workerPool }: { workerPool: WorkerPool }) => {
      workerPool.id = id;
      if (LOOKS_WITHIN_MS[kind] > 0) stopNudging = nudgeTogether(workerPool, LOOKS_WITHIN_MS[kind]);
    });
    events.on("pool:gracefulShutdown", ({ message }: { message: string }) => {
      stopNudging();
      ended(message);
    });
    const runner = await run({
      pgPool: connections,
      noHandleSignals: true,
      logger: quietLogger(),
      concurrency: workers,
      taskList: tasks,
      parsedCronItems: cron,
      events,
      // Unbatched, a job whose end cannot be recorded stays locked by a live worker, and the error is unhandled.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
    startedAt = Date.now();
    this.runners.set(id, runner);
    this.current = "running";
    runner.promise
      .then(
        () => ended("it ended"),
        (error: unknown) => ended(String(error)),
      )
      .finally(() => this.runners.delete(id));
    if (this.isStopped()) await runner.stop();
  }

  async stop(): Promise<void> {
    this.current = "stopped";
    clearTimeout(this.timer);
    const ends = [...this.runners.values()].map(async (runner) => {
      // A runner that stopped by itself refuses another stop.
      await runner.stop().catch(() => undefined);
      await runner.promise;
    });
    await Promise.allSettled(ends);
  }

  private isStopped(): boolean {
    return this.current === "stopped";
  }

  private restart(reason: string, ranMs: number): void {
    if (this.isStopped()) return;
    this.current = "restarting";
    // graphile-worker wants the process to exit with this code after a breaking migration; the web server continues.
    process.exitCode = undefined;
    this.failures = ranMs > STEADY_MS ? 1 : this.failures + 1;
    const retryMs = backoffMs(this.failures, RESTART);
    logger.error({ pool: this.kind, reason, retry_ms: retryMs }, "job workers ended, restarting");
    this.timer = setTimeout(() => {
      if (this.isStopped()) return;
      this.start().catch((error: Error) => this.restart(error.message, 0));
    }, retryMs);
  }
}

function once(work: (reason: string) => void): (reason: string) => void {
  let isDone = false;
  return (reason) => {
    if (isDone) return;
    isDone = true;
    work(reason);
  };
}

/** graphile-worker's own messages are for debugging only; a failed job is reported where it fails. */
function quietLogger(): Logger {
  return new Logger(() => (level, message) => {
    if (level === "error" && !message.startsWith("Failed task"))
      logger.warn({ source: "jobs" }, message);
    else logger.debug({ source: "jobs" }, message);
  });
}
