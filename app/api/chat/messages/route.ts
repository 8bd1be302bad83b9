import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { listMessages } from "@/lib/messages/list";
import { messageToWire } from "@/lib/messages/row";
import { ListMessages, SendChatMessage } from "@/lib/messages/schema";
import { sendChatMessage } from "@/lib/messages/send";
import { MessageListResponse, SentMessageResponse } from "@/lib/messages/shapes";

export const GET = defineRoute({
  id: "messages.list",
  summary: "List the messages to and from agents, oldest first",
  query: ListMessages,
  response: MessageListResponse,
  handle: async ({ ctx, query }) => {
    const { messages, total } = await listMessages(ctx, query);
    const page = Math.floor((query.offset ?? 0) / query.limit) + 1;
    return ok({ messages: messages.map(messageToWire), total, page, limit: query.limit });
  },
});

export const POST = defineRoute({
  id: "messages.send",
  summary: "Send a message; an agent gets it with its next heartbeat",
  role: "operator",
  body: SendChatMessage,
  response: SentMessageResponse,
  status: 201,
  handle: async ({ ctx, body }) => {
    const { message, isToAgent } = await sendChatMessage(ctx, body);
    const reason = isToAgent ? "queued_for_heartbeat" : "no_agent";
    const forward = { attempted: isToAgent, delivered: false, reason };
    return created({ message: messageToWire(message), ...(body.forward ? { forward } : {}) });
  },
});
