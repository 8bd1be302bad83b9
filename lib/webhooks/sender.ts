import { randomUUID } from "node:crypto";
import { systemActor } from "@/lib/core/actor";
import { backoffMs } from "@/lib/core/backoff";
import { config } from "@/lib/core/config";
import { type Context, createContext } from "@/lib/core/context";
import type { Database } from "@/lib/core/database";
import { logger } from "@/lib/core/logger";
import { type EventHub, eventHub } from "@/lib/events/hub";
import { type EventFilter, matches } from "@/lib/events/replay";
import type { EventRow } from "@/lib/events/types";
import { receiversOf } from "./address";
import { deliverDue, type Left, SKIP_EVERY_MS } from "./deliver";
import { releaseLeases } from "./queue.sql";
import { createSend } from "./send";
import { filterOf } from "./subscription";

/** As many receivers are waited for at a time. */
const AT_ONCE = 32;
/** The longest that stopping waits for receivers that are answering. */
const STOP_GRACE_MS = 2_000;
const AGAIN_AFTER_ERROR = { firstMs: 1_000, factor: 2, maxMs: 60_000 };
/** A timer's longest time. */
const MAX_TIMER_MS = 2 ** 31 - 1;
/** How soon an event is looked after that came while another process had the queue: that one may have stopped meanwhile. */
const ELSEWHERE_MS = 10_000;
/** A lease of another sender that ended this recently may be one of a process that died over it. */
const LOOK_BACK_MS = 5 * 60_000;

/** What this process knows of a webhook. */
interface Known {
  id: number;
  filter: EventFilter;
  state: "idle" | "queued" | "running";
  /** Look again when the present delivery is done. */
  again: boolean;
  errors: number;
  timer: NodeJS.Timeout | undefined;
  /** Another process has the queue; whether an event came since that was seen. */
  elsewhere: "quiet" | "missed" | null;
}

/**
 * Delivers to all enabled webhooks from one process. It is woken by the process's event hub when an event matches a subscription,
 * and by timers for further attempts; a webhook without events costs nothing but that comparison. Any number of processes may have
 * one: a lease decides who delivers to which webhook.
 */
export class WebhookSender {
  readonly name = randomUUID();
  private readonly ctx: Context;
  private readonly hub: () => EventHub;
  private readonly transport = createSend({
    receivers: () => receiversOf(config.webhookReceivers),
  });
  private readonly stopping = new AbortController();
  private readonly known = new Map<number, Known>();
  private readonly line: Known[] = [];
  private readonly working = new Set<Promise<void>>();
  private unsubscribe: (() => void) | undefined;
  private reloading: Promise<void> = Promise.resolve();

  constructor(db: Database, hub: () => EventHub = eventHub) {
    this.ctx = createContext(systemActor("webhooks"), db);
    this.hub = hub;
  }

  /**
   * Looks what there is to deliver to: webhooks that are new here, and those that another process may have died over or whose
   * position has been idle for long. Index: none; webhooks are few.
   */
  async tend(): Promise<void> {
    await this.reload([]);
    const due = await this.ctx.db.$queryRaw<{ id: number }[]>`
      SELECT id FROM webhooks WHERE enabled AND (
        next_attempt_at <= clock_timestamp()
        OR (sender <> ${this.name} AND sender_until BETWEEN clock_timestamp() - ${LOOK_BACK_MS}::int * interval '1 millisecond' AND clock_timestamp())
        OR position_at < clock_timestamp() - ${SKIP_EVERY_MS}::int * interval '1 millisecond')`;
    for (const { id } of due) this.wake(id);
    for (const { id, elsewhere } of this.known.values()) if (elsewhere) this.wake(id);
  }

  /** Ends deliveries under way, after a moment, and lets other processes go on with them. */
  async stop(): Promise<void> {
    this.unsubscribe?.();
    this.unsubscribe = undefined;
    for (const { timer } of this.known.values()) clearTimeout(timer);
    this.known.clear();
    this.line.length = 0;
    const grace = setTimeout(() => this.stopping.abort(), STOP_GRACE_MS);
    this.isStopped = true;
    await Promise.allSettled(this.working);
    clearTimeout(grace);
    this.stopping.abort();
    this.transport.close();
    await releaseLeases(this.ctx.db, this.name).catch((error: Error) =>
      logger.debug({ err: error.message }, "leases of webhooks not released"),
    );
  }

  /** Resolves once nothing is being delivered: for tests and measurements. */
  async settled(): Promise<void> {
    await this.reloading;
    while (this.working.size > 0) await Promise.allSettled([...this.working]);
  }

  private isStopped = false;

  /** Reads again which webhooks are enabled, one reading after the other, and looks after new ones and those of `changed`. */
  private reload(changed: readonly number[]): Promise<void> {
    const next = this.reloading
      .catch(() => undefined)
      .then(() => this.readWebhooks(new Set(changed)));
    this.reloading = next;
    return next;
  }

  private async readWebhooks(changed: ReadonlySet<number>): Promise<void> {
    if (this.isStopped) return;
    if (!this.unsubscribe && (await this.hasWebhooks())) {
      // First: what is committed from now on is heard of, and what was before is read from the table.
      const { unsubscribe } = await this.hub().subscribe((events) => this.onEvents(events));
      this.unsubscribe = unsubscribe;
    }
    const rows = await this.ctx.db.webhook.findMany({
      where: { enabled: true },
      select: { id: true, events: true, projectId: true },
    });
    if (this.isStopped) {
      this.unsubscribe?.();
      return;
    }
    const present = new Set(rows.map(({ id }) => id));
    for (const [id, { timer }] of this.known) {
      if (present.has(id)) continue;
      clearTimeout(timer);
      this.known.delete(id);
    }
    for (const row of rows) {
      const known = this.known.get(row.id);
      if (known) known.filter = filterOf(row);
      else this.known.set(row.id, { ...unknown(row.id), filter: filterOf(row) });
      if (!known || changed.has(row.id)) this.wake(row.id);
    }
    if (rows.length > 0) return;
    this.unsubscribe?.();
    this.unsubscribe = undefined;
  }

  private async hasWebhooks(): Promise<boolean> {
    const first = await this.ctx.db.webhook.findFirst({
      where: { enabled: true },
      select: { id: true },
    });
    return first !== null;
  }

  private onEvents(events: readonly EventRow[]): void {
    const changed = events.flatMap(({ type, data }) =>
      type.startsWith("webhook.") && type !== "webhook.failed" ? [Number(data.id)] : [],
    );
    if (changed.length > 0)
      this.reload(changed).catch((error: Error) =>
        logger.warn({ err: error.message }, "webhooks not read"),
      );
    for (const known of this.known.values()) {
      // A timer means that it waits for its next attempt, or that another process has it.
      const isWaiting = known.timer !== undefined && known.elsewhere !== "quiet";
      if (isWaiting || known.again) continue;
      if (!events.some((event) => matches(known.filter, event))) continue;
      if (known.elsewhere) known.elsewhere = "missed";
      else this.wake(known.id);
    }
  }

  private wake(id: number): void {
    const known = this.known.get(id);
    if (!known || this.isStopped) return;
    clearTimeout(known.timer);
    known.timer = undefined;
    known.elsewhere = null;
    if (known.state === "running") known.again = true;
    if (known.state !== "idle") return;
    known.state = "queued";
    this.line.push(known);
    this.next();
  }

  private next(): void {
    while (this.working.size < AT_ONCE) {
      const known = this.line.shift();
      if (!known) return;
      const work = this.deliver(known).finally(() => {
        this.working.delete(work);
        this.next();
      });
      this.working.add(work);
    }
  }

  /** Never rejects. */
  private async deliver(known: Known): Promise<void> {
    known.state = "running";
    known.again = false;
    let next: Next | null;
    try {
      const { send } = this.transport;
      const sender = { name: this.name, send, signal: this.stopping.signal };
      next = this.nextAfter(known, await deliverDue(this.ctx, known.id, sender));
      known.errors = 0;
    } catch (error) {
      known.errors += 1;
      next = { inMs: backoffMs(known.errors, AGAIN_AFTER_ERROR), look: () => this.wake(known.id) };
      if (!this.isStopped)
        logger.warn({ webhook: known.id, err: (error as Error).message }, "webhook not delivered");
    }
    known.state = "idle";
    if (this.isStopped || this.known.get(known.id) !== known) return;
    if (known.again) this.wake(known.id);
    else if (next !== null) {
      known.timer = setTimeout(next.look, Math.min(next.inMs, MAX_TIMER_MS));
      known.timer.unref();
    }
  }

  /** When to look again, and how; null when an event will say so. */
  private nextAfter(known: Known, left: Left): Next | null {
    const look = (): void => this.wake(known.id);
    switch (left.kind) {
      case "drained":
      case "off":
        return null;
      case "waiting":
        return { inMs: Math.max(0, left.until.getTime() - this.ctx.clock.now().getTime()), look };
      case "moved":
        return { inMs: 0, look };
      case "elsewhere":
        known.elsewhere = "quiet";
        return { inMs: Math.min(left.ms, ELSEWHERE_MS), look: () => this.lookElsewhere(known) };
    }
  }

  /** If nothing came meanwhile there is nothing to do: `tend` finds what a dead process left. */
  private lookElsewhere(known: Known): void {
    if (known.elsewhere === "missed") {
      this.wake(known.id);
      return;
    }
    known.timer = undefined;
    known.elsewhere = null;
  }
}

interface Next {
  inMs: number;
  look: () => void;
}

const unknown = (id: number): Omit<Known, "filter"> => ({
  id,
  state: "idle",
  again: false,
  errors: 0,
  timer: undefined,
  elsewhere: null,
});
