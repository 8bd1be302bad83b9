import type { Context } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { notFound } from "@/lib/core/errors";
import { seal, unseal } from "@/lib/core/seal";
import { driverOf } from "./channels/all";
import type { Readable } from "./channels/driver";
import type { ChannelKind } from "./kinds";
import { readerIn } from "./person";

const PURPOSE = "notification-channel";

export const UNREADABLE =
  "its settings cannot be read with this installation's BATON_SECRET: enter them again";

/** A channel as it is stored, with the number of cards that wait for it. */
export interface ChannelRow {
  id: number;
  user_id: number;
  kind: ChannelKind;
  name: string;
  sealed: string;
  shown: Record<string, string>;
  enabled: boolean;
  /** person, failing or gone. */
  disabled_reason: string | null;
  confirmed_at: Date | null;
  attempt: number;
  next_attempt_at: Date | null;
  failures: number;
  failing_since: Date | null;
  last_sent_at: Date | null;
  last_error: string | null;
  waiting: number;
  created_at: Date;
  updated_at: Date;
}

/** Index: notification_outbox_pending_idx. */
const COLUMNS = Prisma.raw(
  `c.id, c.user_id, c.kind, c.name, c.sealed, c.shown, c.enabled, c.disabled_reason, c.confirmed_at, c.attempt, c.next_attempt_at,
   c.failures, c.failing_since, c.last_sent_at, c.last_error, c.created_at, c.updated_at,
   (SELECT count(*)::int FROM notification_outbox o WHERE o.channel_id = c.id AND o.state = 'pending') AS waiting`,
);

export const sealSettings = ({ text }: Readable): string => seal(PURPOSE, text);

/** The settings of a channel; null when this installation's secret does not open them, or this version does not understand them. */
export function openSettings({
  kind,
  sealed,
}: Pick<ChannelRow, "kind" | "sealed">): Readable | null {
  try {
    return driverOf(kind).read(JSON.parse(unseal(PURPOSE, sealed)));
  } catch {
    return null;
  }
}

/** The person's channels, oldest first. Index: notification_channels_user_id_kind_fingerprint_key. */
export async function listChannels(ctx: Context): Promise<ChannelRow[]> {
  const { id } = readerIn(ctx);
  return ctx.db.$queryRaw<ChannelRow[]>`
    SELECT ${COLUMNS} FROM notification_channels c WHERE c.user_id = ${id} ORDER BY c.id`;
}

/** One of the person's channels. Fails with `not_found`, also for another's. Index: notification_channels_pkey. */
export async function readChannel(ctx: Context, id: number): Promise<ChannelRow> {
  const person = readerIn(ctx);
  const [row] = await ctx.db.$queryRaw<ChannelRow[]>`
    SELECT ${COLUMNS} FROM notification_channels c WHERE c.id = ${id} AND c.user_id = ${person.id}`;
  if (!row) throw notFound("Notification channel");
  return row;
}

/** A channel that can be sent to, whoever's it is; nobody else changes it until the transaction ends. */
export async function lockChannel(db: Queryable, id: number): Promise<ChannelRow | null> {
  const [row] = await db.$queryRaw<ChannelRow[]>`
    SELECT ${COLUMNS} FROM notification_channels c
    WHERE c.id = ${id} AND c.enabled AND c.confirmed_at IS NOT NULL FOR NO KEY UPDATE OF c`;
  return row ?? null;
}
