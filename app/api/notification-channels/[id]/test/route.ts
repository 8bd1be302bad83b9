import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { testChannel } from "@/lib/notifications/channel-change";
import { ChannelPath } from "@/lib/notifications/schema";
import { TestedChannelResponse } from "@/lib/notifications/shapes";
import { sentToWire } from "@/lib/notifications/wire";

export const POST = defineRoute({
  id: "notification_channels.test",
  summary: "Send a test to a channel at once and return how it went",
  params: ChannelPath,
  response: TestedChannelResponse,
  longLived: true,
  handle: async ({ ctx, params }) => ok(sentToWire(await testChannel(ctx, params.id))),
});
