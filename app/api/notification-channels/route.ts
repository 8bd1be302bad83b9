import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { createChannel, readChannels } from "@/lib/notifications/channel-change";
import { CreateChannel } from "@/lib/notifications/schema";
import { ChannelResponse, ChannelsResponse } from "@/lib/notifications/shapes";
import { channelsToWire, channelToWire } from "@/lib/notifications/wire";

export const GET = defineRoute({
  id: "notification_channels.list",
  summary: "List where the person is told, and which kinds of channel can be made",
  response: ChannelsResponse,
  handle: async ({ ctx }) => ok(channelsToWire(await readChannels(ctx))),
});

export const POST = defineRoute({
  id: "notification_channels.create",
  summary: "Have the person told at an address; the same address again changes its channel",
  body: CreateChannel,
  response: ChannelResponse,
  status: 201,
  longLived: true,
  handle: async ({ ctx, body }) =>
    created({ channel: channelToWire(await createChannel(ctx, body)) }),
});
