import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { redeliverSince } from "@/lib/webhooks/redeliver";
import { RedeliverSince, WebhookPath } from "@/lib/webhooks/schema";
import { RedeliveringResponse } from "@/lib/webhooks/shapes";

export const POST = defineRoute({
  id: "webhooks.redeliver",
  summary: "Send again what was given up since a time, or every event since then",
  role: "admin",
  params: WebhookPath,
  body: RedeliverSince,
  response: RedeliveringResponse,
  handle: async ({ ctx, params, body }) => {
    const { queued } = await redeliverSince(ctx, params.id, body);
    return ok({ success: true, queued });
  },
});
