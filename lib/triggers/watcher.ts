import { systemActor } from "@/lib/core/actor";
import { backoffMs } from "@/lib/core/backoff";
import { type Context, createContext } from "@/lib/core/context";
import type { Database } from "@/lib/core/database";
import type { ProcessPart } from "@/lib/core/jobs";
import { logger } from "@/lib/core/logger";
import { type EventHub, eventHub } from "@/lib/events/hub";
import type { EventRow } from "@/lib/events/types";
import { fireOnEvents, mayFire } from "./watch";
import { type Watching, watchingTriggers } from "./watch.sql";

const AGAIN_AFTER_ERROR = { firstMs: 1_000, factor: 2, maxMs: 60_000 };

/**
 * Watches from one process for what fires triggers. While a trigger watches, the process's event hub wakes it; each event is compared in
 * memory, and only one that may fire a trigger causes a reading of the table. Without such a trigger it does nothing. Any number of
 * processes may have one.
 */
export class TriggerWatcher {
  private readonly ctx: Context;
  private readonly hub: () => EventHub;
  private triggers: readonly Watching[] = [];
  private unsubscribe: (() => void) | undefined;
  private work: Promise<void> | undefined;
  private again = false;
  private errors = 0;
  private retry: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(db: Database, hub: () => EventHub = eventHub) {
    this.ctx = createContext(systemActor("triggers"), db);
    this.hub = hub;
  }

  /** Looks which triggers watch, and reads what came since the last time. */
  async tend(): Promise<void> {
    await this.readTriggers();
    if (this.triggers.length === 0) return;
    this.wake();
    await this.settled();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.retry);
    this.unsubscribe?.();
    this.unsubscribe = undefined;
    await this.work;
  }

  /** Resolves once nothing is being read. */
  async settled(): Promise<void> {
    while (this.work) await this.work;
  }

  private async readTriggers(): Promise<void> {
    if (this.isStopped) return;
    const triggers = await watchingTriggers(this.ctx.db);
    if (triggers.length > 0 && !this.unsubscribe && !this.isStopped) {
      const { unsubscribe } = await this.hub().subscribe((events) => this.onEvents(events));
      this.unsubscribe = unsubscribe;
    }
    this.triggers = triggers;
    if (triggers.length > 0 && !this.isStopped) return;
    this.unsubscribe?.();
    this.unsubscribe = undefined;
  }

  private onEvents(events: readonly EventRow[]): void {
    const isChanged = events.some(({ type }) => /^trigger\.(created|updated|deleted)$/.test(type));
    if (isChanged)
      this.tend().catch((error: Error) => logger.warn({ err: error.message }, "triggers not read"));
    else if (events.some((event) => mayFire(this.triggers, event))) this.wake();
  }

  private wake(): void {
    if (this.isStopped) return;
    clearTimeout(this.retry);
    this.again = true;
    this.work ??= this.read().finally(() => {
      this.work = undefined;
      // Something came between the last look and here.
      if (this.again && !this.retry) this.wake();
    });
  }

  /** Never rejects: after an error it tries again later. */
  private async read(): Promise<void> {
    this.retry = undefined;
    try {
      while (this.again && !this.isStopped) {
        this.again = false;
        const { more } = await fireOnEvents(this.ctx);
        this.again ||= more;
      }
      this.errors = 0;
    } catch (error) {
      if (this.isStopped) return;
      this.errors += 1;
      logger.warn({ err: (error as Error).message }, "events not read for triggers");
      this.retry = setTimeout(() => this.wake(), backoffMs(this.errors, AGAIN_AFTER_ERROR));
      this.retry.unref();
    }
  }
}

export const watcherPart: ProcessPart<TriggerWatcher> = {
  name: "trigger watcher",
  open: (db) => new TriggerWatcher(db),
  close: (watcher) => watcher.stop(),
};
