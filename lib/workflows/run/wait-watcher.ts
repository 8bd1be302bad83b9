import { systemActor } from "@/lib/core/actor";
import { type Context, createContext } from "@/lib/core/context";
import type { Database } from "@/lib/core/database";
import { defineJob, type ProcessPart } from "@/lib/core/jobs";
import { logger } from "@/lib/core/logger";
import { type EventHub, eventHub } from "@/lib/events/hub";
import type { EventRow } from "@/lib/events/types";
import { mayMeet, meetWaits, WATCH_WAITS, type Waiting, waitingStages } from "./waits";

/**
 * Watches from one process for what stages wait for. While something waits, the process's event hub wakes it; each event is compared in memory,
 * and only one that may be it causes a reading of the table. While nothing waits it does nothing. Any number of processes may have one.
 */
export class WaitWatcher {
  private readonly ctx: Context;
  private readonly hub: () => EventHub;
  private waits: readonly Waiting[] = [];
  private unsubscribe: (() => void) | undefined;
  private work: Promise<void> | undefined;
  private again = false;
  private isStopped = false;

  constructor(db: Database, hub: () => EventHub = eventHub) {
    this.ctx = createContext(systemActor("workflow"), db);
    this.hub = hub;
  }

  /** Looks what waits, and whether it has come. */
  async tend(): Promise<void> {
    if (this.isStopped) return;
    this.waits = await waitingStages(this.ctx.db);
    if (this.waits.length === 0) {
      this.unsubscribe?.();
      this.unsubscribe = undefined;
      return;
    }
    if (!this.unsubscribe) {
      const { unsubscribe } = await this.hub().subscribe((events) => this.onEvents(events));
      this.unsubscribe = unsubscribe;
    }
    this.wake();
    await this.settled();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.unsubscribe?.();
    this.unsubscribe = undefined;
    await this.work;
  }

  /** Resolves once nothing is being read. */
  async settled(): Promise<void> {
    while (this.work) await this.work;
  }

  private onEvents(events: readonly EventRow[]): void {
    if (events.some((event) => mayMeet(this.waits, event))) this.wake();
  }

  private wake(): void {
    if (this.isStopped) return;
    this.again = true;
    this.work ??= this.read().finally(() => {
      this.work = undefined;
    });
  }

  /** Never rejects: the job looks again within a minute. */
  private async read(): Promise<void> {
    try {
      while (this.again && !this.isStopped) {
        this.again = false;
        const { met, more } = await meetWaits(this.ctx);
        this.again ||= more;
        if (met > 0) this.waits = await waitingStages(this.ctx.db);
      }
    } catch (error) {
      logger.warn({ err: (error as Error).message }, "waits of workflows not looked at");
    }
  }
}

const watcherPart: ProcessPart<WaitWatcher> = {
  name: "wait watcher",
  open: (db) => new WaitWatcher(db),
  close: (watcher) => watcher.stop(),
};

export const watchWorkflowWaitsJob = defineJob({
  ...WATCH_WAITS,
  description: "Keeps a process watching for what stages of workflows wait for.",
  periodic: "* * * * *",
  run: async (_ctx, _payload, process) => {
    await process.part(watcherPart).tend();
  },
});
