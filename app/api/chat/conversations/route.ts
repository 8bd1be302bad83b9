import { defineRoute } from "@/lib/api/route";
import { toUnixSeconds } from "@/lib/core/clock";
import { ok } from "@/lib/http/respond";
import { listConversations } from "@/lib/messages/list";
import { messageToWire } from "@/lib/messages/row";
import { ListConversations } from "@/lib/messages/schema";
import { ConversationListResponse } from "@/lib/messages/shapes";

export const GET = defineRoute({
  id: "messages.conversations",
  summary: "List the conversations of the newest messages, the latest first",
  query: ListConversations,
  response: ConversationListResponse,
  handle: async ({ ctx, query }) => {
    const { conversations, total } = await listConversations(ctx, query);
    return ok({
      conversations: conversations.map(({ conversation_id, last, ...counts }) => ({
        conversation_id,
        last_message_at: toUnixSeconds(last.created_at),
        message_count: counts.messages,
        participant_count: counts.participants,
        unread_count: counts.unread,
        last_message: messageToWire(last),
      })),
      total,
      page: Math.floor((query.offset ?? 0) / query.limit) + 1,
      limit: query.limit,
    });
  },
});
