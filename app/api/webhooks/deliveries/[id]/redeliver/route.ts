import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { redeliver } from "@/lib/webhooks/redeliver";
import { DeliveryPath } from "@/lib/webhooks/schema";
import { RedeliveringResponse } from "@/lib/webhooks/shapes";

export const POST = defineRoute({
  id: "webhooks.redeliver_one",
  summary: "Send one message again, under the id it had",
  role: "admin",
  params: DeliveryPath,
  response: RedeliveringResponse,
  handle: async ({ ctx, params }) => {
    await redeliver(ctx, params.id);
    return ok({ success: true, queued: 1 });
  },
});
