import { randomUUID } from "node:crypto";
import { backoffMs } from "@/lib/core/backoff";
import { DAY_MS, toUnixSeconds } from "@/lib/core/clock";
import type { Context, TxContext } from "@/lib/core/context";
import { logger } from "@/lib/core/logger";
import { metrics } from "@/lib/core/metrics";
import { type ChannelRow, lockChannel, openSettings, UNREADABLE } from "./channel-row";
import { driverOf } from "./channels/all";
import type { Means, Message, Outcome, Readable } from "./channels/driver";
import { queueDeliveries } from "./deliveries-due";
import { type Addressee, cardsMessage, stateFor, titleOf } from "./message";
import {
  type DueItem,
  dueItems,
  itemsOfMessage,
  type PersonRow,
  preferencesOf,
  putOff,
  readerOf,
  settleItems,
} from "./outbox.sql";
import { isDigest, type Preferences, quietUntil } from "./pace";
import type { MessageAttempt } from "./shapes";

/** The pause before each further attempt, in milliseconds: about thirteen hours in all. */
export const RETRY_AFTER_MS: readonly number[] = [
  30_000,
  2 * 60_000,
  10 * 60_000,
  30 * 60_000,
  3_600_000,
  4 * 3_600_000,
  8 * 3_600_000,
];
/** A channel whose every attempt failed for this long is switched off. */
const DISABLE_AFTER_MS = 3 * DAY_MS;
/** A job that sends has the channel for this long, several times as long as an attempt may take. */
const LEASE_MS = 90_000;
/** What is due by the clock of one server may not yet be by that of another. */
const CLOCKS_DIFFER_MS = 2_000;
/** As many cards go into one message; the rest follows in the next. */
const MOST_CARDS = 1_000;
const MAX_KEPT_ATTEMPTS = 20;
/** As many messages are changed before new ones are sent. */
const EDITS_AT_ONCE = 50;
/** A message that could not be changed in this long stays as it is. */
const EDIT_FOR_MS = 3_600_000;

/** How a call of `deliverTo` ended. */
export type Delivered = { sent: number; failed: number; edited: number };

/**
 * Sends what is due to one channel as one message, and changes messages whose cards were answered. No transaction is open while the
 * receiver answers: the channel's lease is a row. Each version of a card is queued once for a channel, and is settled in the
 * transaction that notes the receiver's answer; if the process dies between the two, the message is sent again under the same id.
 */
export async function deliverTo(
  ctx: Context,
  channelId: number,
  means: Omit<Means, "ctx">,
): Promise<Delivered> {
  const done: Delivered = { sent: 0, failed: 0, edited: 0 };
  const sender = randomUUID();
  if (!(await takeLease(ctx, channelId, sender))) {
    // Whoever has it queues the next job when it is done; if it died, this one finds the lease over.
    await ctx.transaction((tx) => queueAfterLease(tx, channelId));
    return done;
  }
  try {
    done.edited = await editDue(ctx, channelId, sender, { ...means, ctx });
    const attempt = await ctx.transaction((tx) => prepare(tx, channelId, sender));
    if (attempt) {
      const outcome = await send(attempt, { ...means, ctx });
      await ctx.transaction((tx) => note(tx, attempt, outcome));
      done[outcome.result.kind === "sent" ? "sent" : "failed"] += 1;
    }
  } finally {
    await ctx.transaction(async (tx) => {
      await releaseLease(tx, channelId, sender);
      await queueDeliveries(tx, [channelId]);
    });
  }
  return done;
}

async function takeLease(ctx: Context, id: number, sender: string): Promise<boolean> {
  const taken = await ctx.db.$executeRaw`
    UPDATE notification_channels SET sender = ${sender}, sender_until = clock_timestamp() + ${LEASE_MS}::int * interval '1 millisecond'
    WHERE id = ${id} AND enabled AND confirmed_at IS NOT NULL AND (sender_until IS NULL OR sender_until <= clock_timestamp())`;
  return taken > 0;
}

/** Begins the lease anew. False when it ran out and another job has taken the channel. */
async function renewLease(ctx: Context, id: number, sender: string): Promise<boolean> {
  const renewed = await ctx.db.$executeRaw`
    UPDATE notification_channels SET sender_until = clock_timestamp() + ${LEASE_MS}::int * interval '1 millisecond'
    WHERE id = ${id} AND sender = ${sender}`;
  return renewed > 0;
}

async function releaseLease(tx: TxContext, id: number, sender: string): Promise<void> {
  await tx.db.$executeRaw`
    UPDATE notification_channels SET sender = NULL, sender_until = NULL WHERE id = ${id} AND sender = ${sender}`;
}

async function queueAfterLease(tx: TxContext, id: number): Promise<void> {
  const [row] = await tx.db.$queryRaw<{ until: Date }[]>`
    SELECT sender_until AS until FROM notification_channels
    WHERE id = ${id} AND enabled AND sender_until > clock_timestamp()`;
  if (row) await queueDeliveries(tx, [id], row.until);
}

/** One attempt at a message. */
interface Attempt {
  channel: ChannelRow;
  /** Null when the settings cannot be read. */
  settings: Readable | null;
  messageId: bigint;
  message: Message;
  items: bigint[];
}

/** The owner of a channel, and when they are not told. */
async function ownerOf(
  tx: TxContext,
  userId: number,
): Promise<{ addressee: Addressee; preferences: Preferences; isActive: boolean } | null> {
  const [row] = await tx.db.$queryRaw<(PersonRow & { active: boolean })[]>`
    SELECT u.id, u.username, u.display_name, u.role, u.disabled_at IS NULL AS active, p.timezone, p.quiet_from, p.quiet_until,
      p.paused_until
    FROM users u LEFT JOIN notification_preferences p ON p.user_id = u.id WHERE u.id = ${userId}`;
  if (!row) return null;
  const preferences = preferencesOf(row);
  return {
    addressee: { reader: readerOf(row), timezone: preferences.timezone },
    preferences,
    isActive: row.active,
  };
}

/**
 * Decides what is sent now, and writes it down before it is sent: drops what was answered or put away meanwhile, puts off what quiet
 * hours hold back, and joins everything else that is due in one message. Null when nothing is left.
 */
async function prepare(tx: TxContext, channelId: number, sender: string): Promise<Attempt | null> {
  if (!(await renewLease(tx, channelId, sender))) return null;
  const channel = await lockChannel(tx.db, channelId);
  const owner = channel && (await ownerOf(tx, channel.user_id));
  const now = tx.clock.now();
  const soon = new Date(now.getTime() + CLOCKS_DIFFER_MS);
  if (!channel || !owner || (channel.next_attempt_at !== null && channel.next_attempt_at > soon))
    return null;
  const { addressee, preferences, isActive } = owner;
  const due = await dueItems(tx.db, channelId, soon, MOST_CARDS);
  const stays = due.filter((item) => isActive && isWanted(item, addressee));
  const dropped = due.filter((item) => !stays.includes(item));
  await settleItems(
    tx.db,
    dropped.map(({ id }) => id),
    "dropped",
  );
  const quiet = quietUntil(preferences, now);
  const isHeld = (item: DueItem): boolean =>
    quiet !== null && !item.through_quiet && !isDigest(item.pace);
  if (quiet !== null) {
    const held = stays.filter(isHeld).map(({ id }) => id);
    await putOff(tx.db, held, quiet);
  }
  const items = stays.filter((item) => !isHeld(item));
  if (items.length === 0) return null;
  const messageId = await openMessage(tx, channelId, titleOf(items, addressee.reader));
  const message = await cardsMessage(tx, { id: messageId, channelId }, addressee, items);
  const ids = items.map(({ id }) => id);
  await tx.db.$executeRaw`
    UPDATE notification_outbox SET message_id = ${messageId} WHERE id = ANY(${ids}::bigint[])`;
  return { channel, settings: openSettings(channel), messageId, message, items: ids };
}

/** Whether the card still asks for what it asked for, and the person has not put it away. */
const isWanted = (item: DueItem, { reader }: Addressee): boolean =>
  stateFor(item, reader) === "open" && item.dismissed_version < item.version;

/** The row of the message: that of the attempt that failed last, so that its id stays. Index: notification_messages_open_idx. */
async function openMessage(tx: TxContext, channelId: number, title: string): Promise<bigint> {
  const [open] = await tx.db.$queryRaw<{ id: bigint }[]>`
    UPDATE notification_messages SET title = ${title}, updated_at = clock_timestamp()
    WHERE id = (SELECT id FROM notification_messages WHERE channel_id = ${channelId} AND state = 'sending' ORDER BY id LIMIT 1)
    RETURNING id`;
  if (open) return open.id;
  const { id } = await tx.db.notificationMessage.create({
    data: { channelId, purpose: "cards", state: "sending", title },
    select: { id: true },
  });
  return id;
}

interface Answered {
  result: Outcome;
  ms: number;
}

async function send({ settings, message }: Attempt, means: Means): Promise<Answered> {
  const started = performance.now();
  const result: Outcome =
    settings === null
      ? { kind: "failed", error: UNREADABLE, status: null }
      : await settings.send(means, message);
  return { result, ms: Math.round(performance.now() - started) };
}

/** Writes an attempt down: the message, its cards and the channel, together. */
async function note(
  tx: TxContext,
  { channel, messageId, items }: Attempt,
  { result, ms }: Answered,
): Promise<void> {
  const now = tx.clock.now();
  const attempt: MessageAttempt = {
    at: toUnixSeconds(now),
    error: result.kind === "sent" ? null : result.error,
    status: result.status,
    ms,
  };
  metrics().notificationAttempts.inc({ channel: channel.kind, outcome: result.kind });
  if (result.kind === "sent") {
    await settleItems(tx.db, items, "sent");
    await noteMessage(tx, messageId, "sent", attempt, result.ref);
    await tx.db.notificationChannel.updateMany({
      where: { id: channel.id },
      data: {
        attempt: 0,
        nextAttemptAt: null,
        failures: 0,
        failingSince: null,
        lastError: null,
        lastSentAt: now,
      },
    });
    return;
  }
  const since = channel.failing_since ?? now;
  const delay = RETRY_AFTER_MS[channel.attempt];
  const isGone = result.kind === "gone";
  const isOff = isGone || now.getTime() - since.getTime() >= DISABLE_AFTER_MS;
  const isOver = isGone || delay === undefined;
  if (isOver) await settleItems(tx.db, items, "failed");
  await noteMessage(tx, messageId, isOver ? "failed" : "sending", attempt, null);
  const asked = result.kind === "failed" ? result.retryAfterMs : undefined;
  const pauseMs = isOver
    ? null
    : backoffMs(
        1,
        { firstMs: delay, factor: 1, maxMs: delay, atLeastMs: asked ?? null },
        () => 0.5,
      );
  await tx.db.notificationChannel.updateMany({
    where: { id: channel.id },
    data: {
      attempt: isOver ? 0 : channel.attempt + 1,
      nextAttemptAt: pauseMs === null ? null : new Date(now.getTime() + pauseMs),
      failures: { increment: 1 },
      failingSince: since,
      lastError: result.error,
      ...(isOff ? { enabled: false, disabledReason: isGone ? "gone" : "failing" } : {}),
    },
  });
  logger.info(
    { channel: channel.id, kind: channel.kind, err: result.error },
    "a notification was not delivered",
  );
}

async function noteMessage(
  tx: TxContext,
  id: bigint,
  state: "sending" | "sent" | "failed",
  attempt: MessageAttempt,
  ref: string | null,
): Promise<void> {
  const made = JSON.stringify([attempt]);
  await tx.db.$executeRaw`
    UPDATE notification_messages SET state = ${state}, ref = COALESCE(${ref}, ref), updated_at = clock_timestamp(),
      attempts = CASE WHEN jsonb_array_length(attempts) >= ${MAX_KEPT_ATTEMPTS}::int THEN attempts - 0 ELSE attempts END || ${made}::jsonb
    WHERE id = ${id}`;
}

/** Changes the messages that show what is over. Index: notification_messages_edit_idx. */
async function editDue(
  ctx: Context,
  channelId: number,
  sender: string,
  means: Means,
): Promise<number> {
  const soon = new Date(ctx.clock.now().getTime() + CLOCKS_DIFFER_MS);
  const due = await ctx.db.$queryRaw<{ id: bigint; ref: string; at: Date }[]>`
    SELECT id, ref, edit_due_at AS at FROM notification_messages
    WHERE channel_id = ${channelId} AND edit_due_at <= ${soon} AND ref IS NOT NULL
    ORDER BY edit_due_at, id LIMIT ${EDITS_AT_ONCE}`;
  let edited = 0;
  for (const { id, ref, at } of due) {
    if (!(await renewLease(ctx, channelId, sender))) break;
    const made = await ctx.transaction((tx) => messageAgain(tx, channelId, id));
    const outcome = made === null ? null : await made.settings.update(means, ref, made.message);
    const isTried = outcome === null || outcome.kind !== "failed";
    const isLate = ctx.clock.now().getTime() - at.getTime() > EDIT_FOR_MS;
    if (isTried || isLate) {
      // Marked again meanwhile, it is changed again.
      await ctx.db.$executeRaw`
        UPDATE notification_messages SET edit_due_at = NULL WHERE id = ${id} AND edit_due_at = ${at}`;
      edited += 1;
      continue;
    }
    // The receiver is in trouble or wants a pause: the others wait as well.
    const pauseMs = outcome.retryAfterMs ?? RETRY_AFTER_MS[0] ?? 0;
    await ctx.db.$executeRaw`
      UPDATE notification_messages SET edit_due_at = edit_due_at + ${pauseMs}::float8 * interval '1 millisecond'
      WHERE channel_id = ${channelId} AND edit_due_at <= ${soon}`;
    break;
  }
  return edited;
}

/** A message as it would be sent now. Null when its channel can no longer be used, or its owner is locked out. */
async function messageAgain(
  tx: TxContext,
  channelId: number,
  id: bigint,
): Promise<{ settings: Readable; message: Message } | null> {
  const channel = await lockChannel(tx.db, channelId);
  const owner = channel && (await ownerOf(tx, channel.user_id));
  const settings = channel && openSettings(channel);
  if (!channel || !owner?.isActive || !settings || !driverOf(channel.kind).canUpdate) return null;
  const items = await itemsOfMessage(tx.db, id);
  return { settings, message: await cardsMessage(tx, { id, channelId }, owner.addressee, items) };
}
