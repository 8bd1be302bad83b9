import { authorize, isAgent } from "@/lib/auth/permissions";
import { agentNameOf, projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { MESSAGE_JSON, type MessageRow } from "./row";
import type { ListComms, ListConversations, ListMessages } from "./schema";

/** Sums and totals look at so many of the newest messages. */
const NEWEST = 1_000;

/** The messages `m` that the caller may read: an agent's key its own, a key limited to a project that project's. */
export function readableMessages(ctx: Context): Prisma.Sql {
  authorize(ctx.actor, "event.read");
  const parts: Prisma.Sql[] = [Prisma.sql`true`];
  const own = agentNameOf(ctx.actor);
  const limit = projectLimitOf(ctx.actor);
  if (isAgent(ctx.actor)) parts.push(Prisma.sql`(m.to_agent = ${own} OR m.from_agent = ${own})`);
  if (limit !== null && isAgent(ctx.actor))
    parts.push(Prisma.sql`(m.project_id IS NULL OR m.project_id = ${limit}::int)`);
  else if (limit !== null) parts.push(Prisma.sql`m.project_id = ${limit}::int`);
  return Prisma.join(parts, " AND ");
}

interface Page {
  messages: MessageRow[];
  total: number;
}

async function page(
  ctx: Context,
  where: Prisma.Sql,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<Page> {
  const [rows, [counted]] = await Promise.all([
    ctx.db.$queryRaw<{ message: MessageRow }[]>`
      SELECT ${MESSAGE_JSON} AS message FROM messages m WHERE ${where} ORDER BY m.id LIMIT ${limit}::int OFFSET ${offset}::int`,
    ctx.db.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM (SELECT 1 FROM messages m WHERE ${where} LIMIT ${10 * NEWEST}::int) counted`,
  ]);
  return { messages: rows.map(({ message }) => message), total: counted?.n ?? 0 };
}

const sinceSql = (since: number | undefined): Prisma.Sql =>
  since === undefined
    ? Prisma.empty
    : Prisma.sql`AND m.created_at > to_timestamp(${since}::float8)`;

/** Messages, oldest first. Index: messages_conversation_id_id_idx, messages_from_agent_id_idx, messages_to_agent_id_idx. */
export async function listMessages(ctx: Context, query: ListMessages): Promise<Page> {
  const equals = (column: string, value: string | undefined): Prisma.Sql =>
    value === undefined ? Prisma.empty : Prisma.sql`AND ${Prisma.raw(column)} = ${value}`;
  const where = Prisma.sql`${readableMessages(ctx)} ${equals("m.conversation_id", query.conversation_id)}
    ${equals("m.from_agent", query.from_agent)} ${equals("m.to_agent", query.to_agent)} ${sinceSql(query.since)}`;
  return page(ctx, where, query);
}

export interface Comms extends Page {
  edges: { from_agent: string; to_agent: string; message_count: number; last_message_at: Date }[];
}

/** Messages among agents, oldest first, and who writes to whom. Index: messages_pkey, messages_to_agent_id_idx, messages_from_agent_id_idx. */
export async function listComms(ctx: Context, query: ListComms): Promise<Comms> {
  const among = Prisma.sql`${readableMessages(ctx)} AND m.to_agent IS NOT NULL AND m.from_kind = 'agent' ${sinceSql(query.since)}`;
  const of =
    query.agent === undefined
      ? Prisma.empty
      : Prisma.sql`AND (m.from_agent = ${query.agent} OR m.to_agent = ${query.agent})`;
  const edges = await ctx.db.$queryRaw<Comms["edges"]>`
    SELECT from_agent, to_agent, count(*)::int AS message_count, max(created_at) AS last_message_at
    FROM (SELECT * FROM messages m WHERE ${among} ORDER BY m.id DESC LIMIT ${NEWEST}::int) newest
    GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`;
  return { ...(await page(ctx, Prisma.sql`${among} ${of}`, query)), edges };
}

export interface Conversation {
  conversation_id: string;
  last: MessageRow;
  messages: number;
  participants: number;
  unread: number;
}

/** The conversations of the newest 1,000 messages, the latest first. Index: messages_pkey. */
export async function listConversations(
  ctx: Context,
  query: ListConversations,
): Promise<{ conversations: Conversation[]; total: number }> {
  const of =
    query.agent === undefined
      ? Prisma.empty
      : Prisma.sql`AND (m.from_agent = ${query.agent} OR m.to_agent = ${query.agent})`;
  const rows = await ctx.db.$queryRaw<(Conversation & { total: number })[]>`
    WITH newest AS (
      SELECT * FROM messages m WHERE ${readableMessages(ctx)} ${of} ORDER BY m.id DESC LIMIT ${NEWEST}::int
    ), talks AS (
      SELECT conversation_id, max(id) AS last_id, count(*)::int AS messages,
        (count(*) FILTER (WHERE read_at IS NULL))::int AS unread,
        (SELECT count(DISTINCT name)::int FROM newest n CROSS JOIN LATERAL unnest(ARRAY[n.from_agent, n.to_agent]) AS name
          WHERE n.conversation_id = newest.conversation_id AND name IS NOT NULL) AS participants
      FROM newest GROUP BY conversation_id
    )
    SELECT t.conversation_id, ${MESSAGE_JSON} AS last, t.messages, t.participants, t.unread, (count(*) OVER ())::int AS total
    FROM talks t JOIN messages m ON m.id = t.last_id
    ORDER BY t.last_id DESC LIMIT ${query.limit}::int OFFSET ${query.offset ?? 0}::int`;
  return { conversations: rows, total: rows[0]?.total ?? 0 };
}
