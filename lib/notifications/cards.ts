import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { notFound } from "@/lib/core/errors";
import { type Ask, asksFor, type Reader } from "./asks";
import { CARD_COLUMNS, type CardRow } from "./cards.sql";
import { tellScreens } from "./live";
import { readerIn } from "./person";
import type { ListCards, SeeCards } from "./schema";

const MOST_COUNTED = 1_000;
/** As many cards are marked at a time by `all`. */
const MOST_SEEN = 5_000;

/** A card with what its reader has seen of it. */
export interface OwnCard extends CardRow {
  own: Ask[];
  seen_version: number;
}

export interface CardsPage {
  cards: OwnCard[];
  open: number;
  unseen: number;
  hasMore: boolean;
}

/** The roles that a person has as well. */
const ROLES_WITHIN = {
  viewer: ["viewer"],
  operator: ["viewer", "operator"],
  admin: ["viewer", "operator", "admin"],
};

/** Whether the ask `a` of a card is for this person. */
const askIsFor = ({ id, role }: Reader): Prisma.Sql =>
  Prisma.sql`CASE WHEN jsonb_typeof(a->'for') = 'number' THEN (a->>'for')::int = ${id}::int ELSE a->>'role' = ANY(${ROLES_WITHIN[role]}) END`;

/** Whether the card `k` is for this person. Both columns are made of the asks, so this finds them without a look inside. */
const cardIsFor = ({ id, role }: Reader): Prisma.Sql =>
  Prisma.sql`(k.for_role::text = ANY(${ROLES_WITHIN[role]}) OR ${id}::int = ANY(k.for_users))`;

/** The card's version as the person knows it. */
const versionIn = (reader: Reader): Prisma.Sql =>
  Prisma.sql`(SELECT max((a->>'v')::int) FROM jsonb_array_elements(k.asks) AS a WHERE ${askIsFor(reader)})`;

const IS_KEPT = Prisma.sql`AND COALESCE(m.dismissed_version, 0) < own.version`;
const IS_UNSEEN = Prisma.sql`COALESCE(m.seen_version, 0) < own.version`;

/** How many cards need the person, and how many of those they have not seen; counted up to 1000. Index: notification_cards_open_idx. */
export async function countCards(ctx: Context): Promise<{ open: number; unseen: number }> {
  const reader = readerIn(ctx);
  const [counted] = await ctx.db.$queryRaw<{ open: number; unseen: number }[]>`
    SELECT count(*)::int AS open, (count(*) FILTER (WHERE c.unseen))::int AS unseen FROM (
      SELECT ${IS_UNSEEN} AS unseen FROM notification_cards k
        LEFT JOIN notification_marks m ON m.card_id = k.id AND m.user_id = ${reader.id}
        CROSS JOIN LATERAL (SELECT ${versionIn(reader)} AS version) AS own
      WHERE k.is_open AND ${cardIsFor(reader)} ${IS_KEPT}
      ORDER BY k.changed_at DESC, k.id DESC LIMIT ${MOST_COUNTED}) AS c`;
  return counted ?? { open: 0, unseen: 0 };
}

/**
 * What needs the person, or needed them: the cards that are theirs and that they have not put away, newest first. Fails with
 * `forbidden` for a key. Indexes: notification_cards_open_idx or notification_cards_closed_idx, notification_marks_pkey.
 */
export async function listCards(ctx: Context, input: ListCards): Promise<CardsPage> {
  const reader = readerIn(ctx);
  const { state, unseen, kind, project_id, limit, before } = input;
  const isOpen = state === "open";
  const at = isOpen ? Prisma.raw("k.changed_at") : Prisma.raw("k.closed_at");
  const visible = Prisma.sql`
    FROM notification_cards k LEFT JOIN notification_marks m ON m.card_id = k.id AND m.user_id = ${reader.id}
    CROSS JOIN LATERAL (SELECT ${versionIn(reader)} AS version) AS own
    WHERE ${isOpen ? Prisma.sql`k.is_open` : Prisma.sql`NOT k.is_open`} AND ${cardIsFor(reader)}`;
  const rows = await ctx.db.$queryRaw<(CardRow & { seen_version: number })[]>`
    SELECT ${CARD_COLUMNS}, COALESCE(m.seen_version, 0) AS seen_version ${visible}
      ${isOpen ? IS_KEPT : Prisma.empty}
      ${unseen === "true" ? Prisma.sql`AND ${IS_UNSEEN}` : Prisma.empty}
      ${project_id === undefined ? Prisma.empty : Prisma.sql`AND k.project_id = ${project_id}`}
      ${kind === undefined ? Prisma.empty : Prisma.sql`AND EXISTS (SELECT 1 FROM jsonb_array_elements(k.asks) AS a WHERE a->>'kind' = ANY(${kind}) AND ${askIsFor(reader)})`}
      ${before === undefined ? Prisma.empty : Prisma.sql`AND (${at}, k.id) < (to_timestamp(${before.at}::float8 / 1000), ${before.id}::int)`}
    ORDER BY ${at} DESC, k.id DESC LIMIT ${limit + 1}`;
  const counted = await countCards(ctx);
  const cards = rows.slice(0, limit).map((row) => ({ ...row, own: asksFor(row.asks, reader) }));
  return {
    cards,
    ...counted,
    hasMore: rows.length > limit,
  };
}

/** Marks cards of the person as seen, as they are now: on every device. Returns how many were not before. Index: notification_marks_pkey. */
export async function seeCards(ctx: Context, { ids }: SeeCards): Promise<number> {
  const reader = readerIn(ctx);
  const chosen = ids === undefined ? Prisma.sql`k.is_open` : Prisma.sql`k.id = ANY(${ids}::int[])`;
  const seen = await ctx.db.$executeRaw`
    INSERT INTO notification_marks AS m (user_id, card_id, seen_version)
    SELECT ${reader.id}::int, k.id, ${versionIn(reader)} FROM notification_cards k
    WHERE ${chosen} AND ${cardIsFor(reader)} AND ${versionIn(reader)} IS NOT NULL
    ORDER BY k.changed_at DESC, k.id DESC LIMIT ${MOST_SEEN}
    ON CONFLICT (user_id, card_id) DO UPDATE SET seen_version = EXCLUDED.seen_version
    WHERE m.seen_version < EXCLUDED.seen_version`;
  if (seen > 0) await tellScreens(ctx, reader.id);
  return seen;
}

/**
 * Puts a card away for the person until it asks for something new. Others keep it. Fails with `not_found` for a card that is not
 * theirs. Index: notification_cards_pkey.
 */
export async function dismissCard(ctx: Context, id: number): Promise<void> {
  const reader = readerIn(ctx);
  const [row] = await ctx.db.$queryRaw<{ done: number }[]>`
    INSERT INTO notification_marks AS m (user_id, card_id, seen_version, dismissed_version)
    SELECT ${reader.id}::int, k.id, own.version, own.version
    FROM notification_cards k CROSS JOIN LATERAL (SELECT ${versionIn(reader)} AS version) AS own
    WHERE k.id = ${id} AND ${cardIsFor(reader)} AND own.version IS NOT NULL
    ON CONFLICT (user_id, card_id) DO UPDATE SET seen_version = GREATEST(m.seen_version, EXCLUDED.seen_version),
      dismissed_version = GREATEST(m.dismissed_version, EXCLUDED.dismissed_version)
    RETURNING 1 AS done`;
  if (!row) throw notFound("Notification card");
  await tellScreens(ctx, reader.id);
}
