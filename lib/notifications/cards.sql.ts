import type { Role } from "@/lib/core/actor";
import { Prisma, type Queryable } from "@/lib/core/database";
import type { Ask } from "./asks";
import type { Severity } from "./kinds";

/** A card as it is stored. */
export interface CardRow {
  id: number;
  /** `task:12`, `notice:budget-0123456789ab` or `channel:3`. */
  subject: string;
  /** Of the most urgent thing that is asked of everybody. */
  kind: string;
  severity: Severity;
  project_id: number | null;
  task_id: number | null;
  ticket_ref: string | null;
  title: string;
  text: string;
  /** The page in Baton. */
  href: string;
  priority: string | null;
  labels: string[];
  /** The names of those whose task it is: its creator and its assignee. */
  owners: string[];
  /** The work that a verdict would be on. */
  resolution_hash: string | null;
  asks: Ask[];
  for_role: Role | null;
  for_users: number[];
  version: number;
  is_open: boolean;
  outcome: string | null;
  opened_at: Date;
  changed_at: Date;
  closed_at: Date | null;
}

/** A card that is to be written. */
export type NewCard = Omit<CardRow, "id" | "opened_at" | "changed_at" | "closed_at">;

/** All of a card but its id and version. */
export const CARD_FACTS = Prisma.raw(
  `k.subject, k.kind, k.severity, k.project_id, k.task_id, k.ticket_ref, k.title, k.text, k.href, k.priority, k.labels, k.owners,
   k.resolution_hash, k.asks, k.for_role, k.for_users, k.is_open, k.outcome, k.opened_at, k.changed_at, k.closed_at`,
);
export const CARD_COLUMNS = Prisma.sql`k.id, k.version, ${CARD_FACTS}`;

/** Cards by their subjects, open or closed. Index: notification_cards_subject_key. */
export async function cardsOf(db: Queryable, subjects: readonly string[]): Promise<CardRow[]> {
  return db.$queryRaw<CardRow[]>`
    SELECT ${CARD_COLUMNS} FROM notification_cards k WHERE k.subject = ANY(${subjects}::text[])`;
}

/** The open cards of subjects that begin so. Index: notification_cards_open_idx. */
export async function openCardsLike(db: Queryable, prefix: string): Promise<CardRow[]> {
  return db.$queryRaw<CardRow[]>`
    SELECT ${CARD_COLUMNS} FROM notification_cards k
    WHERE k.is_open AND starts_with(k.subject, ${prefix}) ORDER BY k.changed_at DESC, k.id DESC`;
}

/**
 * Writes cards, whether they exist or not, and returns their ids by subject. `changed_at` moves when the version does. Index:
 * notification_cards_subject_key.
 */
export async function writeCards(
  db: Queryable,
  cards: readonly NewCard[],
): Promise<Map<string, number>> {
  if (cards.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: number; subject: string }[]>`
    INSERT INTO notification_cards AS k (subject, kind, severity, project_id, task_id, ticket_ref, title, text, href, priority, labels,
      owners, resolution_hash, asks, for_role, for_users, version, is_open, outcome, closed_at)
    SELECT n.subject, n.kind, n.severity, n.project_id, n.task_id, n.ticket_ref, n.title, n.text, n.href, n.priority, n.labels,
      n.owners, n.resolution_hash, n.asks, n.for_role, n.for_users, n.version, n.is_open, n.outcome,
      CASE WHEN NOT n.is_open THEN clock_timestamp() END
    FROM jsonb_to_recordset(${JSON.stringify(cards)}::jsonb) AS n (subject text, kind text, severity text, project_id int, task_id int,
      ticket_ref text, title text, text text, href text, priority text, labels text[], owners text[], resolution_hash text, asks jsonb,
      for_role role, for_users int[], version int, is_open boolean, outcome text)
    ORDER BY n.subject
    ON CONFLICT (subject) DO UPDATE SET kind = EXCLUDED.kind, severity = EXCLUDED.severity, project_id = EXCLUDED.project_id,
      ticket_ref = EXCLUDED.ticket_ref, title = EXCLUDED.title, text = EXCLUDED.text, href = EXCLUDED.href,
      priority = EXCLUDED.priority, labels = EXCLUDED.labels, owners = EXCLUDED.owners, resolution_hash = EXCLUDED.resolution_hash,
      asks = EXCLUDED.asks, for_role = EXCLUDED.for_role, for_users = EXCLUDED.for_users, version = EXCLUDED.version,
      is_open = EXCLUDED.is_open, outcome = EXCLUDED.outcome,
      opened_at = CASE WHEN EXCLUDED.is_open AND NOT k.is_open THEN clock_timestamp() ELSE k.opened_at END,
      changed_at = CASE WHEN EXCLUDED.version <> k.version THEN clock_timestamp() ELSE k.changed_at END,
      closed_at = CASE WHEN EXCLUDED.is_open THEN NULL ELSE COALESCE(k.closed_at, clock_timestamp()) END
    RETURNING k.id, k.subject`;
  return new Map(rows.map(({ id, subject }) => [subject, id]));
}

/**
 * Marks the messages that show these cards and can be changed as due for it, and returns their channels. Indexes:
 * notification_outbox_card_id_version_channel_id_key, notification_messages_pkey.
 */
export async function markForEditing(
  db: Queryable,
  cards: readonly number[],
  now: Date,
): Promise<number[]> {
  if (cards.length === 0) return [];
  const rows = await db.$queryRaw<{ channel_id: number }[]>`
    WITH marked AS (
      UPDATE notification_messages SET edit_due_at = ${now}
      WHERE state = 'sent' AND ref IS NOT NULL
        AND id IN (SELECT message_id FROM notification_outbox WHERE card_id = ANY(${cards}::int[]) AND message_id IS NOT NULL)
      RETURNING channel_id)
    SELECT DISTINCT channel_id FROM marked`;
  return rows.map(({ channel_id }) => channel_id);
}
