import { Prisma, type Queryable } from "@/lib/core/database";

/** The most messages that one heartbeat hands over. */
const MOST = 10;

export interface WaitingMessage {
  id: number;
  conversation_id: string;
  from_agent: string;
  content: string;
  message_type: string;
  created_at: string;
}

/** The messages `m` to an agent that wait, as far as a key may read them. Index: messages_undelivered_idx. */
export function waitingFor(agent: Prisma.Sql, projectId: number | null): Prisma.Sql {
  const ours =
    projectId === null
      ? Prisma.empty
      : Prisma.sql`AND (m.project_id IS NULL OR m.project_id = ${projectId}::int)`;
  return Prisma.sql`messages m WHERE m.to_agent = ${agent} AND m.delivered_at IS NULL ${ours}`;
}

const ITEM = Prisma.sql`jsonb_build_object('id', m.id, 'conversation_id', m.conversation_id, 'from_agent', m.from_agent,
  'content', m.content, 'message_type', m.message_type, 'created_at', m.created_at)`;

/** The oldest messages that wait for an agent, and how many there are. */
export async function waitingMessages(
  db: Queryable,
  agent: string,
  projectId: number | null,
): Promise<{ items: WaitingMessage[]; count: number }> {
  const waiting = waitingFor(Prisma.sql`${agent}`, projectId);
  const rows = await db.$queryRaw<{ item: WaitingMessage; total: number }[]>`
    SELECT ${ITEM} AS item, (SELECT count(*)::int FROM ${waiting}) AS total
    FROM ${waiting} ORDER BY m.id LIMIT ${MOST}::int`;
  return { items: rows.map(({ item }) => item), count: rows[0]?.total ?? 0 };
}

/** Takes the oldest messages that wait for an agent: each is handed over once. */
export async function takeMessages(
  tx: Queryable,
  agent: string,
  projectId: number | null,
): Promise<{ items: WaitingMessage[]; count: number }> {
  const found = await waitingMessages(tx, agent, projectId);
  const ids = found.items.map(({ id }) => id);
  if (ids.length > 0) {
    await tx.$executeRaw`UPDATE messages SET delivered_at = clock_timestamp() WHERE id = ANY(${ids}::int[])`;
  }
  return found;
}
