import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { removeChannel, updateChannel } from "@/lib/notifications/channel-change";
import { readChannel } from "@/lib/notifications/channel-row";
import { ChannelPath, UpdateChannel } from "@/lib/notifications/schema";
import { ChannelResponse, DoneResponse } from "@/lib/notifications/shapes";
import { channelToWire } from "@/lib/notifications/wire";

export const GET = defineRoute({
  id: "notification_channels.read",
  summary: "Read one of the person's channels with its health",
  params: ChannelPath,
  response: ChannelResponse,
  handle: async ({ ctx, params }) =>
    ok({ channel: channelToWire(await readChannel(ctx, params.id)) }),
});

export const PATCH = defineRoute({
  id: "notification_channels.update",
  summary: "Change a channel, or switch it on or off",
  params: ChannelPath,
  body: UpdateChannel,
  response: ChannelResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ channel: channelToWire(await updateChannel(ctx, params.id, body)) }),
});

export const DELETE = defineRoute({
  id: "notification_channels.delete",
  summary: "Remove a channel with its log",
  params: ChannelPath,
  response: DoneResponse,
  handle: async ({ ctx, params }) => {
    await removeChannel(ctx, params.id);
    return ok({ success: true });
  },
});
