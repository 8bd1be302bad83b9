import { DAY_MS, toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { metrics } from "@/lib/core/metrics";
import { record } from "@/lib/events/append";
import { nextWindow, readEvent, readEvents } from "@/lib/events/replay";
import { removedThrough } from "@/lib/events/retention";
import { eventMessage, headersOf, type Message, plainMessage } from "./message";
import {
  type DeliveryKey,
  firstQueued,
  type Head,
  LEASE_MS,
  type Noted,
  noteAttempt,
  type Outcome,
  type QueuedDelivery,
  senderElsewhere,
  skipTo,
  takeLease,
} from "./queue.sql";
import { validSecrets } from "./secrets";
import { ANSWER_MS, type Answer, type Send } from "./send";
import { filterOf } from "./subscription";

/** How long after the failed attempt before it each further attempt is made, in milliseconds. The first is made at once. */
export const RETRY_AFTER_MS: readonly number[] = [
  5_000,
  5 * 60_000,
  30 * 60_000,
  2 * 3_600_000,
  5 * 3_600_000,
  10 * 3_600_000,
  10 * 3_600_000,
];
/** A webhook whose every attempt failed for this long is disabled. */
const DISABLE_AFTER_MS = 5 * DAY_MS;
/** How many messages are sent before the queue is looked at again. */
const BATCH = 50;
/** How many events of any type are searched at a time for those that are subscribed to. */
const WINDOW = 5_000;
/** An idle position is moved up to the newest event this often, so that retention need not keep events for it. */
export const SKIP_EVERY_MS = 15 * 60_000;

/** The sender in whose name messages are delivered, and its means. */
export interface Sender {
  /** Unique among all processes. */
  name: string;
  send: Send;
  signal?: AbortSignal;
}

/** Where a webhook's queue was left. */
export type Left =
  | { kind: "drained" }
  /** The message at the head failed; its next attempt is due then. */
  | { kind: "waiting"; until: Date }
  /** Another sender has the lease for so long. */
  | { kind: "elsewhere"; ms: number }
  /** It was disabled or deleted: look again when something changes. */
  | { kind: "off" }
  /** It was changed, or somebody moved its position: look again at once. */
  | { kind: "moved" };

/**
 * Delivers what is due to one webhook, in order, until its queue is empty or an attempt fails. No transaction or lock is held while
 * the receiver answers: the lease is a row, and each attempt is written down by compare-and-set. A process that dies between an
 * attempt and its record leaves the message to be sent again under the same id.
 */
export async function deliverDue(ctx: Context, id: number, sender: Sender): Promise<Left> {
  let lease = await Lease.take(ctx, id, sender);
  if (!(lease instanceof Lease)) return lease;
  const { next_attempt_at } = lease.head;
  if (next_attempt_at && next_attempt_at > ctx.clock.now())
    return { kind: "waiting", until: next_attempt_at };
  await lease.skipRemoved();
  for (;;) {
    const left = (await lease.deliverQueued()) ?? (await lease.deliverWindow());
    if (left) return left;
    const renewed = await Lease.take(ctx, id, sender);
    if (!(renewed instanceof Lease)) return renewed;
    lease = renewed;
  }
}

/** One webhook's queue in the hands of this process. */
class Lease {
  head: Head;
  private readonly ctx: Context;
  private readonly sender: Sender;
  /** Null when they cannot be read; undefined before they are. */
  private secrets: string[] | null | undefined;
  /** By this process's monotonic clock. */
  private until: number;

  private constructor(ctx: Context, sender: Sender, head: Head, from: number) {
    this.ctx = ctx;
    this.sender = sender;
    this.head = head;
    this.until = from + LEASE_MS;
  }

  static async take(ctx: Context, id: number, sender: Sender): Promise<Lease | Left> {
    const from = performance.now();
    const head = await takeLease(ctx.db, id, sender.name);
    if (head) return new Lease(ctx, sender, head, from);
    const ms = await senderElsewhere(ctx.db, id, sender.name);
    return ms === null ? { kind: "off" } : { kind: "elsewhere", ms };
  }

  /** Tells the receiver and the admins of events that were removed before they could be sent. */
  async skipRemoved(): Promise<void> {
    const removed = await removedThrough(this.ctx.db);
    const { id, name, position, project_id } = this.head;
    if (removed <= position) return;
    await this.ctx.transaction(async (tx) => {
      const moved = await tx.db.webhook.updateMany({
        where: { id, sender: this.sender.name, position },
        data: { position: removed, positionAt: tx.clock.now(), attempt: 0, nextAttemptAt: null },
      });
      if (moved.count === 0) return;
      const data = { after: Number(position), through: Number(removed) };
      await tx.db.webhookDelivery.create({
        data: {
          webhookId: id,
          type: "webhook.gap",
          state: "queued",
          payload: { timestamp: tx.clock.now().getTime(), data },
        },
      });
      const error = "events were removed before they were sent: they were older than the retention";
      await record(tx, {
        type: "webhook.failed",
        projectId: project_id,
        data: { id, name, reason: "gap", event_id: Number(removed), error },
      });
    });
    this.head = { ...this.head, position: removed, attempt: 0 };
  }

  /** Sends the next events in order. Null when there may be more. */
  async deliverWindow(): Promise<Left | null> {
    const { db } = this.ctx;
    const window = await nextWindow(db, this.head.position, WINDOW);
    if (!window) return { kind: "drained" };
    const filter = filterOf({ events: this.head.events, projectId: this.head.project_id });
    const events = await readEvents(db, this.head.position, BATCH, filter, window.through);
    for (const event of events) {
      const message = eventMessage(this.head, event);
      const key = { id: null, eventId: event.id, type: event.type };
      const left = await this.deliver(message, key, event.id);
      if (left) return left;
    }
    if (events.length === BATCH) return null;
    const age = Date.now() - this.head.position_at.getTime();
    if ((window.isFull || age >= SKIP_EVERY_MS) && window.through > this.head.position)
      await skipTo(db, this.sender.name, this.head, window.through);
    return window.isFull ? null : { kind: "drained" };
  }

  /** Sends what was asked for again, outside the order of events: the position stays. Null when none is left. */
  async deliverQueued(): Promise<Left | null> {
    for (;;) {
      const queued = await firstQueued(this.ctx.db, this.head.id);
      if (!queued) return null;
      const left = await this.deliverAgain(queued);
      if (left) return left;
    }
  }

  private async deliverAgain(queued: QueuedDelivery): Promise<Left | null> {
    const { id, type, event_id, payload } = queued;
    const key = { id, eventId: event_id, type };
    const event = event_id === null ? null : await readEvent(this.ctx.db, event_id);
    if (event) return this.deliver(eventMessage(this.head, event), key, null);
    if (event_id === null)
      return this.deliver(plainMessage(this.head, type, id, payload ?? {}), key, null);
    const answer = { status: null, error: "the event is no longer kept", excerpt: null, ms: 0 };
    return this.note(key, null, answer, { isFinal: true });
  }

  private async deliver(
    message: Message,
    key: DeliveryKey,
    position: bigint | null,
  ): Promise<Left | null> {
    if (this.sender.signal?.aborted) return { kind: "moved" };
    // Another sender may begin once the lease has run out, so an attempt must be over before.
    if (this.until - performance.now() < 2 * ANSWER_MS) {
      const renewed = await Lease.take(this.ctx, this.head.id, this.sender);
      if (!(renewed instanceof Lease)) return renewed;
      if (renewed.head.position !== this.head.position) return { kind: "moved" };
      this.until = renewed.until;
    }
    return this.note(key, position, await this.attempt(message), { isFinal: false });
  }

  private async attempt(message: Message): Promise<Answer> {
    if (this.secrets === undefined) this.secrets = await validSecrets(this.ctx.db, this.head.id);
    if (this.secrets === null) {
      const error =
        "its secret cannot be read with this installation's BATON_SECRET: give it a new one";
      return { status: null, error, excerpt: null, ms: 0 };
    }
    const now = this.ctx.clock.now();
    return this.sender.send({
      url: this.head.url,
      headers: headersOf(this.head, message, this.secrets, now),
      body: message.body,
      signal: this.sender.signal,
    });
  }

  private async note(
    key: DeliveryKey,
    position: bigint | null,
    answer: Answer,
    { isFinal }: { isFinal: boolean },
  ): Promise<Left | null> {
    const outcome = outcomeOf(this.head, position, answer, this.ctx.clock.now(), isFinal);
    const from = performance.now();
    const written = await this.write(key, outcome);
    metrics().webhookAttempts.inc({ outcome: outcome.state });
    if (!written) return { kind: "moved" };
    this.until = from + LEASE_MS;
    const { attempt, nextAttemptAt, failingSince } = outcome.head;
    this.head = {
      ...this.head,
      position: outcome.position,
      attempt,
      next_attempt_at: nextAttemptAt,
      failing_since: failingSince,
    };
    if (!written.enabled) return { kind: "off" };
    if (!written.same) return { kind: "moved" };
    return nextAttemptAt ? { kind: "waiting", until: nextAttemptAt } : null;
  }

  /** An attempt that has consequences for people is written together with its events. */
  private async write(key: DeliveryKey, outcome: Outcome): Promise<Noted | null> {
    const { id, name, project_id } = this.head;
    if (outcome.state !== "failed" && !outcome.disable)
      return noteAttempt(this.ctx.db, this.sender.name, this.head, key, outcome);
    return this.ctx.transaction(async (tx) => {
      const written = await noteAttempt(tx.db, this.sender.name, this.head, key, outcome);
      if (!written?.same) return written;
      const error = outcome.attempt.error ?? "";
      if (outcome.state === "failed") {
        const event_id = key.eventId === null ? null : Number(key.eventId);
        await record(tx, {
          type: "webhook.failed",
          projectId: project_id,
          data: { id, name, reason: "attempts", event_id, error },
        });
      }
      if (outcome.disable)
        await record(tx, {
          type: "webhook.disabled",
          projectId: project_id,
          data: { id, name, error },
        });
      return written;
    });
  }
}

/** What an attempt means for the queue. `position` is the event that it would be done with; null outside the order. */
export function outcomeOf(
  head: Pick<Head, "attempt" | "failing_since" | "position">,
  position: bigint | null,
  { status, error, excerpt, ms }: Answer,
  now: Date,
  isFinal = false,
): Outcome {
  const attempt = { at: toUnixSeconds(now), status, error, response: excerpt, ms };
  const done = position ?? head.position;
  const calm = { attempt: 0, nextAttemptAt: null };
  if (error === null) {
    const next = { ...calm, failingSince: null };
    return { state: "delivered", attempt, at: now, position: done, head: next, disable: false };
  }
  const failingSince = head.failing_since ?? now;
  const disable = now.getTime() - failingSince.getTime() >= DISABLE_AFTER_MS;
  const delay = isFinal ? undefined : RETRY_AFTER_MS[head.attempt];
  if (delay === undefined) {
    const next = { ...calm, failingSince };
    return { state: "failed", attempt, at: now, position: done, head: next, disable };
  }
  const nextAttemptAt = new Date(now.getTime() + delay);
  return {
    state: position === null ? "queued" : "retrying",
    attempt,
    at: now,
    position: head.position,
    head: { attempt: head.attempt + 1, nextAttemptAt, failingSince },
    disable,
  };
}
