import { z } from "zod";
import { Seconds, SecondsOrNull, TextOrNull } from "@/lib/core/shapes";

export const MessageShape = z
  .strictObject({
    id: z.int(),
    conversation_id: z.string(),
    from_agent: z.string(),
    to_agent: TextOrNull,
    content: z.string(),
    message_type: z.string(),
    metadata: z.record(z.string(), z.unknown()).nullable(),
    /** When a heartbeat of the agent took it. */
    delivered_at: SecondsOrNull,
    read_at: SecondsOrNull,
    created_at: Seconds,
    workspace_id: z.literal(1),
  })
  .meta({ id: "Message", description: "A message to an agent or a person." });
export type MessageWire = z.output<typeof MessageShape>;

export const SentMessageResponse = z.strictObject({
  message: MessageShape,
  /** For messages to an agent that ask to be forwarded: it is handed over with the agent's next heartbeat. */
  forward: z
    .strictObject({ attempted: z.boolean(), delivered: z.boolean(), reason: z.string().optional() })
    .optional(),
});

export const MessageListResponse = z.strictObject({
  messages: z.array(MessageShape),
  total: z.int(),
  page: z.int(),
  limit: z.int(),
});

export const CommsResponse = z.strictObject({
  messages: z.array(MessageShape),
  total: z.int(),
  /** Over the newest 1,000 messages. */
  graph: z.strictObject({
    edges: z.array(
      z.strictObject({
        from_agent: z.string(),
        to_agent: z.string(),
        message_count: z.int(),
        last_message_at: Seconds,
      }),
    ),
    agentStats: z.array(z.strictObject({ agent: z.string(), sent: z.int(), received: z.int() })),
  }),
  source: z.strictObject({
    mode: z.enum(["live", "empty"]),
    seededCount: z.literal(0),
    liveCount: z.int(),
  }),
});

export const ConversationListResponse = z.strictObject({
  conversations: z.array(
    z.strictObject({
      conversation_id: z.string(),
      last_message_at: Seconds,
      message_count: z.int(),
      participant_count: z.int(),
      unread_count: z.int(),
      last_message: MessageShape,
    }),
  ),
  total: z.int(),
  page: z.int(),
  limit: z.int(),
});

export const SuccessResponse = z.strictObject({ success: z.literal(true) });
export const BroadcastResponse = z.strictObject({
  /** Agents that got the message. */
  sent: z.int(),
  /** Others who follow the task: people, and agents that are gone. */
  skipped: z.int(),
});
