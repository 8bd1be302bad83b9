import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { listMessages } from "@/lib/notifications/channel-change";
import { ChannelPath, ListMessages } from "@/lib/notifications/schema";
import { MessagesResponse } from "@/lib/notifications/shapes";
import { messagesToWire } from "@/lib/notifications/wire";

export const GET = defineRoute({
  id: "notification_channels.messages",
  summary: "List what was sent to a channel, newest first",
  params: ChannelPath,
  query: ListMessages,
  response: MessagesResponse,
  handle: async ({ ctx, params, query }) =>
    ok(messagesToWire(await listMessages(ctx, params.id, query))),
});
