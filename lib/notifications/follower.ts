import { systemActor } from "@/lib/core/actor";
import { backoffMs } from "@/lib/core/backoff";
import { type Context, createContext } from "@/lib/core/context";
import type { Database } from "@/lib/core/database";
import { logger } from "@/lib/core/logger";
import { type EventHub, eventHub } from "@/lib/events/hub";
import { followEvents, lookAround } from "./follow";

/** The pause between a commit and reading its events: those of a busy moment are read together. */
const PACE_MS = 250;
/** The pause before reading events again that were not final yet, because an older transaction was still writing. */
const UNFINISHED_MS = 1_000;
/** Notices are compared with their cards at most this often. */
const NOTICES_EVERY_MS = 5_000;
const AGAIN_AFTER_ERROR = { firstMs: 1_000, factor: 2, maxMs: 60_000 };

/**
 * Keeps cards up to date from one process: it is woken by commits, its own and those of other processes, and does nothing while there
 * are none. Any number of processes may have one: a lock decides who reads.
 */
export class NotificationFollower {
  private readonly ctx: Context;
  private readonly hub: () => EventHub;
  private unsubscribe: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;
  private noticesTimer: NodeJS.Timeout | undefined;
  private work: Promise<void> | undefined;
  private again = false;
  private errors = 0;
  private noticesAt = Number.NEGATIVE_INFINITY;
  private isStopped = false;

  constructor(db: Database, hub: () => EventHub = eventHub) {
    this.ctx = createContext(systemActor("notifications"), db);
    this.hub = hub;
  }

  /** Looks at what no event says, and catches up with the events; from then on commits wake it. */
  async tend(): Promise<{ changed: number }> {
    // First: what is committed from now on is heard of, and what was before is read from the table.
    this.unsubscribe ??= this.hub().onCommits(() => this.wake(PACE_MS));
    const around = await lookAround(this.ctx);
    this.noticesAt = performance.now();
    if (this.work === undefined) this.start();
    await this.work;
    return around;
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.unsubscribe?.();
    clearTimeout(this.timer);
    clearTimeout(this.noticesTimer);
    await this.work;
  }

  private wake(inMs: number): void {
    if (this.work !== undefined) this.again = true;
    if (this.isStopped || this.work !== undefined || this.timer !== undefined) return;
    this.timer = setTimeout(() => this.start(), inMs);
    this.timer.unref();
  }

  private start(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.work = this.read().then((nextMs) => {
      this.work = undefined;
      if (nextMs !== null) this.wake(nextMs);
      else if (this.again) this.wake(PACE_MS);
    });
  }

  /** Never rejects. Returns when to read again, or null for when there is a commit. */
  private async read(): Promise<number | null> {
    this.again = false;
    try {
      for (;;) {
        const { isBehind, hasMore, notices } = await followEvents(this.ctx);
        this.errors = 0;
        if (notices) this.lookSoon();
        if (this.isStopped) return null;
        if (!isBehind) return hasMore ? UNFINISHED_MS : null;
      }
    } catch (error) {
      this.errors += 1;
      if (!this.isStopped)
        logger.warn({ err: (error as Error).message }, "notifications not brought up to date");
      return backoffMs(this.errors, AGAIN_AFTER_ERROR);
    }
  }

  private lookSoon(): void {
    if (this.noticesTimer !== undefined || this.isStopped) return;
    const sinceMs = performance.now() - this.noticesAt;
    this.noticesTimer = setTimeout(
      () => {
        this.noticesTimer = undefined;
        this.noticesAt = performance.now();
        lookAround(this.ctx).catch((error: Error) =>
          logger.warn({ err: error.message }, "notices not compared with their cards"),
        );
      },
      Math.max(0, NOTICES_EVERY_MS - sinceMs),
    );
    this.noticesTimer.unref();
  }
}
