import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { readDelivery } from "@/lib/webhooks/deliveries";
import { DeliveryPath } from "@/lib/webhooks/schema";
import { DeliveryResponse } from "@/lib/webhooks/shapes";

export const GET = defineRoute({
  id: "webhooks.delivery",
  summary: "Read one delivery with its payload, and every attempt with the answer",
  role: "admin",
  params: DeliveryPath,
  response: DeliveryResponse,
  handle: async ({ ctx, params }) => ok({ delivery: await readDelivery(ctx, params.id) }),
});
