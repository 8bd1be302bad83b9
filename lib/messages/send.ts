import { authorizeAgent } from "@/lib/agents/authorize";
import { authorize } from "@/lib/auth/permissions";
import { agentNameOf, projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, notFound } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import { assertSafeForAgents } from "./injection";
import { MESSAGE_JSON, type MessageRow } from "./row";
import type { SendChatMessage } from "./schema";

/** As many may wait for an agent; a sender that goes on is refused until the agent has taken some. */
const MOST_WAITING = 200;

export interface NewMessage {
  to: string | null;
  content: string;
  conversationId?: string;
  type?: string;
  metadata?: Record<string, unknown> | null;
  /** The project of the task that it is about. */
  projectId?: number | null;
}

/**
 * Sends a chat message. To an agent it is handed over with its next heartbeat; to a person, or to nobody, it is kept for whoever reads
 * the conversation. Fails with `not_found` for a recipient who does not exist, and with `unsafe_content`.
 */
export async function sendChatMessage(
  ctx: Context,
  input: SendChatMessage,
): Promise<{ message: MessageRow; isToAgent: boolean }> {
  const to = input.to?.trim() || null;
  return ctx.transaction(async (tx) => {
    const recipient = to === null ? null : await recipientOf(tx, to);
    if (recipient?.kind === "agent") await assertMayReach(tx, recipient.name, input.content);
    else authorize(tx.actor, "message.send");
    const message = await writeMessage(tx, {
      to: recipient?.name ?? null,
      content: input.content,
      conversationId: input.conversation_id,
      type: input.message_type,
      metadata: input.metadata,
    });
    return { message, isToAgent: recipient?.kind === "agent" };
  });
}

/** Sends a message to an agent by its name. Fails as `sendChatMessage` does. */
export async function messageAgent(
  ctx: Context,
  { to, message }: { to: string; message: string },
): Promise<MessageRow> {
  return ctx.transaction(async (tx) => {
    const recipient = await recipientOf(tx, to);
    if (recipient.kind !== "agent") throw notFound("Recipient agent");
    await assertMayReach(tx, recipient.name, message);
    return writeMessage(tx, { to: recipient.name, content: message });
  });
}

interface Recipient {
  kind: "agent" | "user";
  name: string;
}

/** Index: agents_name_key, users_username_key. */
async function recipientOf(tx: TxContext, name: string): Promise<Recipient> {
  const [found] = await tx.db.$queryRaw<Recipient[]>`
    SELECT 'agent' AS kind, name FROM agents WHERE name = ${name} AND deleted_at IS NULL
    UNION ALL SELECT 'user', username FROM users WHERE username = ${name.toLowerCase()} LIMIT 1`;
  if (!found) throw notFound("Recipient agent");
  return found;
}

async function assertMayReach(tx: TxContext, agent: string, text: string): Promise<void> {
  await authorizeAgent(tx, "message.send", agent);
  assertSafeForAgents("Message", text);
}

/** Writes a message and its event. The caller has checked that it may be sent. */
export async function writeMessage(tx: TxContext, message: NewMessage): Promise<MessageRow> {
  const { to, content, type = "text", metadata = null } = message;
  if (to !== null) await assertRoom(tx, to);
  const projectId = message.projectId ?? projectLimitOf(tx.actor);
  const conversation = message.conversationId ?? `conv_${tx.clock.now().getTime()}`;
  const from = agentNameOf(tx.actor) ?? tx.actor.name;
  const kind = agentNameOf(tx.actor) === null ? tx.actor.kind : "agent";
  const [row] = await tx.db.$queryRaw<{ message: MessageRow }[]>`
    INSERT INTO messages AS m (conversation_id, from_agent, from_kind, to_agent, content, message_type, metadata, project_id)
    VALUES (${conversation}, ${from}, ${kind}, ${to}, ${content}, ${type},
      ${metadata === null ? null : JSON.stringify(metadata)}::jsonb, ${projectId}::int)
    RETURNING ${MESSAGE_JSON} AS message`;
  const written = (row as { message: MessageRow }).message;
  const { id, conversation_id, from_agent, to_agent, message_type } = written;
  await record(tx, {
    type: "message.sent",
    projectId,
    agent: to,
    data: {
      message: { id, conversation_id, from_agent, to_agent, message_type },
    },
  });
  return written;
}

/** Index: messages_undelivered_idx. */
async function assertRoom(tx: TxContext, agent: string): Promise<void> {
  const [row] = await tx.db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (
      SELECT 1 FROM messages WHERE to_agent = ${agent} AND delivered_at IS NULL LIMIT ${MOST_WAITING}::int) waiting`;
  if ((row?.n ?? 0) < MOST_WAITING) return;
  throw new DomainError("rate_limited", `${MOST_WAITING} messages wait for ${agent} already`, {
    fix: "wait until its heartbeat has taken some, or write a comment on the task",
    retryAfterSeconds: 60,
  });
}
