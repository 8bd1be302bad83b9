import { createHash } from "node:crypto";
import { requireProof } from "@/lib/auth/sessions/proof";
import { lockOwnSession } from "@/lib/auth/sessions/sessions";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, invalid, notFound } from "@/lib/core/errors";
import { lockNamed } from "@/lib/core/locks";
import { createSend } from "@/lib/webhooks/send";
import {
  type ChannelRow,
  listChannels,
  openSettings,
  readChannel,
  sealSettings,
  UNREADABLE,
} from "./channel-row";
import { driverOf } from "./channels/all";
import type { Message, Outcome, Readable } from "./channels/driver";
import { notificationReceivers } from "./channels/http";
import { queueDeliveries } from "./deliveries-due";
import { CHANNEL_KINDS, type ChannelKind } from "./kinds";
import { endLinksOf, issueLinks } from "./links";
import { tellScreens } from "./live";
import { plainMessage } from "./message";
import { readerIn } from "./person";
import type { CreateChannel, ListMessages, UpdateChannel } from "./schema";
import type { MessageAttempt } from "./shapes";

/** Each card is compared with every channel of everybody, so there is a limit. */
const MAX_CHANNELS = 30;

/** The person's channels, the kinds that can be made here, and the person's own address. */
export async function readChannels(ctx: Context): Promise<{
  channels: ChannelRow[];
  kinds: { kind: ChannelKind; reason: string | null }[];
  email: string | null;
}> {
  const { id } = readerIn(ctx);
  const kinds = await Promise.all(
    CHANNEL_KINDS.map(async (kind) => ({
      kind,
      reason: await driverOf(kind).unavailable(ctx),
    })),
  );
  const user = await ctx.db.user.findUniqueOrThrow({ where: { id }, select: { email: true } });
  return { channels: await listChannels(ctx), kinds, email: user.email };
}

/**
 * Makes a channel of the person's, or changes the one that they have at this address, and switches it on. An e-mail address that is not
 * the person's own is asked to confirm first. Takes a fresh proof, because what it is told is for that person alone.
 */
export async function createChannel(ctx: Context, input: CreateChannel): Promise<ChannelRow> {
  const person = readerIn(ctx);
  const driver = driverOf(input.kind);
  const settings = driver.read(input.settings);
  const reason = await driver.unavailable(ctx);
  if (reason !== null) throw invalid("kind", `cannot be used: ${reason}`);
  settings.check();
  await requireProof(ctx);
  const channel = await ctx.transaction(async (tx) => {
    await lockNamed(tx.db, `user:${person.id}`);
    if (input.kind === "push") {
      await lockOwnSession(tx);
      await removeGoneBrowsers(tx, person.id);
    }
    const fingerprint = fingerprintOf(settings);
    const known = await tx.db.notificationChannel.findFirst({
      where: { userId: person.id, kind: input.kind, fingerprint },
      select: { id: true },
    });
    if (!known) await assertRoom(tx, person.id);
    const confirmedAt = (await mustConfirm(tx, person.id, settings)) ? null : tx.clock.now();
    const fields = { name: input.name, sealed: sealSettings(settings), shown: settings.shown };
    const { id } = known
      ? await tx.db.notificationChannel.update({
          where: { id: known.id },
          data: { ...fields, ...FRESH, updatedAt: tx.clock.now() },
          select: { id: true },
        })
      : await tx.db.notificationChannel.create({
          data: { ...fields, userId: person.id, kind: input.kind, fingerprint, confirmedAt },
          select: { id: true },
        });
    await queueDeliveries(tx, [id]);
    return readChannel(tx, id);
  });
  if (channel.confirmed_at === null) await sendConfirmation(ctx, channel.id);
  await tellScreens(ctx, person.id);
  return channel;
}

/** Switched on, with its failures forgotten. */
const FRESH = {
  enabled: true,
  disabledReason: null,
  attempt: 0,
  nextAttemptAt: null,
  failures: 0,
  failingSince: null,
} as const;

/** A browser that subscribes again has another address, and what is gone never comes back. */
async function removeGoneBrowsers(tx: TxContext, userId: number): Promise<void> {
  await tx.db.notificationChannel.deleteMany({
    where: { userId, kind: "push", disabledReason: "gone" },
  });
}

const fingerprintOf = ({ identity }: Readable): string =>
  createHash("sha256").update(identity).digest("hex");

async function assertRoom(tx: TxContext, userId: number): Promise<void> {
  if ((await tx.db.notificationChannel.count({ where: { userId } })) < MAX_CHANNELS) return;
  throw new DomainError("conflict", `You have ${MAX_CHANNELS} channels already`, {
    fix: "remove one that is not needed",
  });
}

async function mustConfirm(tx: TxContext, userId: number, settings: Readable): Promise<boolean> {
  const owner = await tx.db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true },
  });
  return settings.needsConfirmation(owner);
}

/** Changes a channel of the person's. Another address takes a fresh proof, as making a channel does. */
export async function updateChannel(
  ctx: Context,
  id: number,
  input: UpdateChannel,
): Promise<ChannelRow> {
  const before = await readChannel(ctx, id);
  const settings = input.settings && driverOf(before.kind).read(input.settings);
  if (settings) {
    settings.check();
    await requireProof(ctx);
  }
  const { channel, isAsked } = await ctx.transaction(async (tx) => {
    await lockNamed(tx.db, `user:${before.user_id}`);
    const now = tx.clock.now();
    const fingerprint = settings && fingerprintOf(settings);
    const row = await tx.db.notificationChannel.findUnique({ where: { id } });
    if (row?.userId !== before.user_id) throw notFound("Notification channel");
    const isMoved = fingerprint !== undefined && fingerprint !== row.fingerprint;
    if (isMoved) {
      await assertFree(tx, before, fingerprint);
      await endLinksOf(tx, id);
    }
    const isAsked =
      isMoved && settings !== undefined && (await mustConfirm(tx, row.userId, settings));
    await tx.db.notificationChannel.update({
      where: { id },
      data: {
        ...(input.name === undefined ? {} : { name: input.name }),
        ...(settings && fingerprint !== undefined
          ? { sealed: sealSettings(settings), shown: settings.shown, fingerprint }
          : {}),
        ...(settings || (input.enabled === true && !row.enabled) ? FRESH : {}),
        ...(input.enabled === false ? { enabled: false, disabledReason: "person" } : {}),
        ...(isMoved ? { confirmedAt: isAsked ? null : now } : {}),
        updatedAt: now,
      },
    });
    await queueDeliveries(tx, [id]);
    return { channel: await readChannel(tx, id), isAsked };
  });
  if (isAsked) await sendConfirmation(ctx, id);
  await tellScreens(ctx, before.user_id);
  return channel;
}

async function assertFree(
  tx: TxContext,
  { user_id: userId, kind }: ChannelRow,
  fingerprint: string,
): Promise<void> {
  const taken = await tx.db.notificationChannel.findFirst({
    where: { userId, kind, fingerprint },
    select: { name: true },
  });
  if (taken) throw invalid("settings", `are those of ${taken.name}, which you have already`);
}

/** Removes a channel with its log, what waits for it, and the links that were sent to it. What is being sent at this moment may still arrive. */
export async function removeChannel(ctx: Context, id: number): Promise<void> {
  const { user_id } = await readChannel(ctx, id);
  await ctx.db.notificationChannel.deleteMany({ where: { id, userId: user_id } });
  await tellScreens(ctx, user_id);
}

/** How a message went that was sent at once. */
export interface Sent {
  outcome: Outcome;
  ms: number;
}

/** Sends a test to a channel of the person's at once, also to one that is off, and returns how it went. The log shows it. */
export async function testChannel(ctx: Context, id: number): Promise<Sent> {
  const channel = await readChannel(ctx, id);
  if (channel.confirmed_at === null) {
    throw new DomainError("conflict", "The address has not confirmed yet", {
      fix: "open the link in the mail that it got, or have it sent again",
    });
  }
  await assertPause(ctx, id);
  return sendNow(ctx, channel, "test", async () => ({
    title: "A test from Baton",
    text: `Notifications reach you here, by the channel ${channel.name}.`,
  }));
}

/** Asks an address to confirm that it wants the person's notifications. */
export async function sendConfirmation(ctx: Context, id: number): Promise<Sent> {
  const channel = await readChannel(ctx, id);
  if (channel.confirmed_at !== null)
    throw new DomainError("conflict", "The address has confirmed already", {
      fix: "send a test instead",
    });
  await assertPause(ctx, id);
  countAsked(ctx, channel.user_id);
  return sendNow(ctx, channel, "confirm", async (tx) => {
    const link = { userId: channel.user_id, action: "confirm", channelId: id } as const;
    const [confirmUrl = null] = await issueLinks(tx, [link]);
    const name = readerIn(ctx).name;
    return {
      title: "Confirm this address for Baton",
      text: `${name} wants notifications from Baton at this address.`,
      confirmUrl,
    };
  });
}

/** As many tests and requests to confirm an address gets within an hour. */
const MOST_AN_HOUR = 10;

/** Nobody's mailbox is filled by a button. Index: notification_messages_channel_id_id_idx. */
async function assertPause(ctx: Context, channelId: number): Promise<void> {
  const since = new Date(ctx.clock.now().getTime() - 3_600_000);
  const count = await ctx.db.notificationMessage.count({
    where: { channelId, purpose: { in: ["test", "confirm"] }, createdAt: { gt: since } },
  });
  if (count < MOST_AN_HOUR) return;
  throw new DomainError("rate_limited", `This channel got ${MOST_AN_HOUR} tests within an hour`, {
    fix: "wait a while",
    retryAfterSeconds: 600,
  });
}

/** As many requests to confirm one person causes within an hour, whatever the addresses, by each process. */
const MOST_ASKED = 20;
/** When each person of a database asked, in milliseconds. */
const asked = new WeakMap<object, Map<number, number[]>>();

/** A channel that is removed takes its log with it, so what one person causes is counted apart. */
function countAsked(ctx: Context, userId: number): void {
  const now = ctx.clock.now().getTime();
  const times = asked.get(ctx.db) ?? new Map<number, number[]>();
  asked.set(ctx.db, times);
  const recent = (times.get(userId) ?? []).filter((at) => at > now - 3_600_000);
  if (recent.length >= MOST_ASKED)
    throw new DomainError(
      "rate_limited",
      `You asked for ${MOST_ASKED} confirmations within an hour`,
      { fix: "wait a while, then have it sent again", retryAfterSeconds: 600 },
    );
  times.set(userId, [...recent, now]);
}

async function sendNow(
  ctx: Context,
  channel: ChannelRow,
  purpose: "test" | "confirm",
  words: (tx: TxContext) => Promise<{ title: string; text: string; confirmUrl?: string | null }>,
): Promise<Sent> {
  const settings = openSettings(channel);
  const person = readerIn(ctx);
  const message = await ctx.transaction(async (tx): Promise<Message & { row: bigint }> => {
    const said = await words(tx);
    const { id } = await tx.db.notificationMessage.create({
      data: { channelId: channel.id, purpose, state: "failed", title: said.title },
      select: { id: true },
    });
    return { ...plainMessage(id, purpose, { reader: person, timezone: "UTC" }, said), row: id };
  });
  const transport = createSend({ receivers: notificationReceivers });
  const started = performance.now();
  let outcome: Outcome;
  try {
    outcome = settings
      ? await settings.send({ ctx, send: transport.send }, message)
      : { kind: "failed", error: UNREADABLE, status: null };
  } finally {
    transport.close();
  }
  const ms = Math.round(performance.now() - started);
  const attempt: MessageAttempt = {
    at: toUnixSeconds(ctx.clock.now()),
    error: outcome.kind === "sent" ? null : outcome.error,
    status: outcome.status,
    ms,
  };
  await ctx.db.notificationMessage.updateMany({
    where: { id: message.row },
    data: { state: outcome.kind === "sent" ? "sent" : "failed", attempts: [{ ...attempt }] },
  });
  return { outcome, ms };
}

/** A message in the log of a channel. */
export interface MessageRow {
  id: bigint;
  purpose: "cards" | "test" | "confirm";
  state: "sending" | "sent" | "failed";
  title: string;
  cards: number;
  attempts: MessageAttempt[];
  created_at: Date;
  updated_at: Date;
}

/** What was sent to a channel of the person's, newest first. Indexes: notification_messages_channel_id_id_idx, notification_outbox_message_id_idx. */
export async function listMessages(
  ctx: Context,
  id: number,
  { limit, before }: ListMessages,
): Promise<{ messages: MessageRow[]; hasMore: boolean }> {
  const channel = await readChannel(ctx, id);
  const rows = await ctx.db.$queryRaw<MessageRow[]>`
    SELECT m.id, m.purpose, m.state, m.title, m.attempts, m.created_at, m.updated_at,
      (SELECT count(*)::int FROM notification_outbox o WHERE o.message_id = m.id AND o.state <> 'dropped') AS cards
    FROM notification_messages m
    WHERE m.channel_id = ${channel.id} AND (m.id < ${before ?? null}::bigint OR ${before ?? null}::bigint IS NULL)
    ORDER BY m.id DESC LIMIT ${limit + 1}`;
  return { messages: rows.slice(0, limit), hasMore: rows.length > limit };
}
