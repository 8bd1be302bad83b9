import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { PushKeyResponse } from "@/lib/notifications/push/shapes";
import { vapidKeys } from "@/lib/notifications/push/vapid";

export const GET = defineRoute({
  id: "notifications.push_key",
  summary: "The public key for which a browser subscribes to push messages",
  response: PushKeyResponse,
  handle: async ({ ctx }) => ok({ public_key: (await vapidKeys(ctx.db)).publicKey }),
});
