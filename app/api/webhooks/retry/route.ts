import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { redeliver } from "@/lib/webhooks/redeliver";
import { DeliveryInBody } from "@/lib/webhooks/schema";
import { RedeliveringResponse } from "@/lib/webhooks/shapes";

export const POST = defineRoute({
  id: "webhooks.retry",
  summary: "Send a message named in the body again, as existing clients do",
  role: "admin",
  body: DeliveryInBody,
  response: RedeliveringResponse,
  handle: async ({ ctx, body }) => {
    await redeliver(ctx, body.delivery_id);
    return ok({ success: true, queued: 1 });
  },
});
