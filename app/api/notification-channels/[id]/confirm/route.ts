import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { sendConfirmation } from "@/lib/notifications/channel-change";
import { ChannelPath } from "@/lib/notifications/schema";
import { TestedChannelResponse } from "@/lib/notifications/shapes";
import { sentToWire } from "@/lib/notifications/wire";

export const POST = defineRoute({
  id: "notification_channels.confirm",
  summary: "Ask an address again to confirm that it wants the person's notifications",
  params: ChannelPath,
  response: TestedChannelResponse,
  longLived: true,
  handle: async ({ ctx, params }) => ok(sentToWire(await sendConfirmation(ctx, params.id))),
});
