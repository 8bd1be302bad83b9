import type { Role } from "@/lib/core/actor";
import { Prisma, type Queryable } from "@/lib/core/database";
import type { Reader } from "./asks";
import { CARD_FACTS, type CardRow } from "./cards.sql";
import type { ChannelKind, Pace } from "./kinds";
import { NO_PREFERENCES, type Preferences } from "./pace";
import type { Rule } from "./schema";

/** A person who can be told by a channel. */
export interface Person {
  reader: Reader;
  channels: {
    id: number;
    kind: ChannelKind;
    /** When the group that is being gathered for it goes out. */
    group: Date | null;
  }[];
  rules: Rule[];
  preferences: Preferences;
}

export interface PersonRow {
  id: number;
  username: string;
  display_name: string;
  role: Role;
  timezone: string | null;
  quiet_from: string | null;
  quiet_until: string | null;
  paused_until: Date | null;
}

export const PERSON_COLUMNS = Prisma.raw(
  "u.id, u.username, u.display_name, u.role, p.timezone, p.quiet_from, p.quiet_until, p.paused_until",
);

export const readerOf = ({ id, username, display_name, role }: PersonRow): Reader => ({
  id,
  username,
  name: display_name,
  role,
});

export function preferencesOf(row: Omit<PersonRow, keyof Reader | "display_name">): Preferences {
  if (row.timezone === null) return NO_PREFERENCES;
  const { quiet_from: from, quiet_until: until } = row;
  return {
    timezone: row.timezone,
    quiet_hours: from !== null && until !== null ? { from, until } : null,
    pausedUntil: row.paused_until,
  };
}

/**
 * Everybody who can be told by a channel, with their rules. Indexes: notification_channels_user_id_kind_fingerprint_key,
 * notification_rules_user_id_position_key, notification_preferences_pkey, notification_outbox_pending_idx.
 */
export async function people(db: Queryable, now: Date): Promise<Person[]> {
  const rows = await db.$queryRaw<
    (PersonRow & {
      channels: { id: number; kind: ChannelKind; group: string | null }[];
      rules: Rule[] | null;
    })[]
  >`
    SELECT ${PERSON_COLUMNS}, c.channels,
      (SELECT jsonb_agg(r.rule ORDER BY r.position) FROM notification_rules r WHERE r.user_id = u.id) AS rules
    FROM users u JOIN (
      SELECT n.user_id, jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'group', (
          SELECT min(o.due_at) FROM notification_outbox o
          WHERE o.channel_id = n.id AND o.state = 'pending' AND o.pace = 'grouped' AND o.due_at > ${now})) ORDER BY n.id) AS channels
      FROM notification_channels n WHERE n.enabled AND n.confirmed_at IS NOT NULL GROUP BY n.user_id
    ) AS c ON c.user_id = u.id
    LEFT JOIN notification_preferences p ON p.user_id = u.id
    WHERE u.disabled_at IS NULL ORDER BY u.id`;
  return rows.map((row) => ({
    reader: readerOf(row),
    channels: row.channels.map(({ group, ...channel }) => ({
      ...channel,
      group: group === null ? null : new Date(group),
    })),
    rules: row.rules ?? [],
    preferences: preferencesOf(row),
  }));
}

export interface NewItem {
  card_id: number;
  version: number;
  channel_id: number;
  pace: Pace;
  through_quiet: boolean;
  due_at: Date;
}

/** Queues what is to be told, each version of a card once for each channel. Index: notification_outbox_card_id_version_channel_id_key. */
export async function queueItems(db: Queryable, items: readonly NewItem[]): Promise<void> {
  if (items.length === 0) return;
  await db.$executeRaw`
    INSERT INTO notification_outbox (card_id, version, channel_id, pace, through_quiet, due_at)
    SELECT n.card_id, n.version, n.channel_id, n.pace, n.through_quiet, n.due_at
    FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
      AS n (card_id int, version int, channel_id int, pace text, through_quiet boolean, due_at timestamptz)
    ON CONFLICT (card_id, version, channel_id) DO NOTHING`;
}

/** Something that is to be told now, with its card and what its channel's owner has put away. */
export interface DueItem extends Omit<CardRow, "id" | "version"> {
  id: bigint;
  card_id: number;
  /** The version that is to be told. */
  version: number;
  card_version: number;
  pace: Pace;
  through_quiet: boolean;
  dismissed_version: number;
  project_name: string | null;
}

/** What is due for a channel, the oldest first. Indexes: notification_outbox_pending_idx, notification_cards_pkey. */
export async function dueItems(
  db: Queryable,
  channelId: number,
  now: Date,
  limit: number,
): Promise<DueItem[]> {
  return db.$queryRaw<DueItem[]>`
    SELECT ${CARD_FACTS}, o.id, o.card_id, o.version, k.version AS card_version, o.pace, o.through_quiet,
      COALESCE(m.dismissed_version, 0) AS dismissed_version, p.name AS project_name
    FROM notification_outbox o JOIN notification_cards k ON k.id = o.card_id
    JOIN notification_channels c ON c.id = o.channel_id
    LEFT JOIN notification_marks m ON m.card_id = k.id AND m.user_id = c.user_id
    LEFT JOIN projects p ON p.id = k.project_id
    WHERE o.channel_id = ${channelId} AND o.state = 'pending' AND o.due_at <= ${now}
    ORDER BY o.due_at, o.id LIMIT ${limit}`;
}

/** The cards that a message carries, as they stand. Indexes: notification_outbox_message_id_idx, notification_cards_pkey. */
export async function itemsOfMessage(db: Queryable, messageId: bigint): Promise<DueItem[]> {
  return db.$queryRaw<DueItem[]>`
    SELECT ${CARD_FACTS}, o.id, o.card_id, o.version, k.version AS card_version, o.pace, o.through_quiet,
      0 AS dismissed_version, p.name AS project_name
    FROM notification_outbox o JOIN notification_cards k ON k.id = o.card_id
    LEFT JOIN projects p ON p.id = k.project_id
    WHERE o.message_id = ${messageId} AND o.state = 'sent' ORDER BY o.id`;
}

export async function settleItems(
  db: Queryable,
  items: readonly bigint[],
  state: "dropped" | "sent" | "failed",
): Promise<void> {
  if (items.length === 0) return;
  await db.$executeRaw`
    UPDATE notification_outbox SET state = ${state} WHERE id = ANY(${items}::bigint[]) AND state = 'pending'`;
}

/** Puts off what quiet hours hold back. */
export async function putOff(db: Queryable, items: readonly bigint[], until: Date): Promise<void> {
  if (items.length === 0) return;
  await db.$executeRaw`
    UPDATE notification_outbox SET due_at = ${until} WHERE id = ANY(${items}::bigint[]) AND state = 'pending'`;
}

/** When each of these channels has something to do next; those without are left out. */
export async function nextDue(
  db: Queryable,
  channels: readonly number[],
): Promise<{ id: number; at: Date }[]> {
  return db.$queryRaw<{ id: number; at: Date }[]>`
    SELECT id, at FROM (
      SELECT c.id, LEAST(
        GREATEST(
          (SELECT min(o.due_at) FROM notification_outbox o WHERE o.channel_id = c.id AND o.state = 'pending'),
          c.next_attempt_at),
        (SELECT min(m.edit_due_at) FROM notification_messages m WHERE m.channel_id = c.id AND m.edit_due_at IS NOT NULL)) AS at
      FROM notification_channels c WHERE c.id = ANY(${channels}::int[]) AND c.enabled AND c.confirmed_at IS NOT NULL
    ) AS due WHERE at IS NOT NULL`;
}

/** Channels whose work should have been done by now and is not under way, for the case that a job was lost. */
export async function overdueChannels(db: Queryable, graceMs: number): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT c.id FROM notification_channels c
    WHERE c.enabled AND c.confirmed_at IS NOT NULL AND (c.sender_until IS NULL OR c.sender_until < clock_timestamp())
      AND (c.next_attempt_at IS NULL OR c.next_attempt_at < clock_timestamp() - ${graceMs}::int * interval '1 millisecond')
      AND (EXISTS (SELECT 1 FROM notification_outbox o WHERE o.channel_id = c.id AND o.state = 'pending'
          AND o.due_at < clock_timestamp() - ${graceMs}::int * interval '1 millisecond')
        OR EXISTS (SELECT 1 FROM notification_messages m WHERE m.channel_id = c.id
          AND m.edit_due_at < clock_timestamp() - ${graceMs}::int * interval '1 millisecond'))`;
  return rows.map(({ id }) => id);
}
