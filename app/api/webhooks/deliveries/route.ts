import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { listDeliveries } from "@/lib/webhooks/deliveries";
import { ListDeliveries } from "@/lib/webhooks/schema";
import { DeliveriesResponse } from "@/lib/webhooks/shapes";
import { deliveriesToWire } from "@/lib/webhooks/wire";

export const GET = defineRoute({
  id: "webhooks.deliveries",
  summary: "List what was sent to webhooks, newest first",
  role: "admin",
  query: ListDeliveries,
  response: DeliveriesResponse,
  handle: async ({ ctx, query }) => ok(deliveriesToWire(await listDeliveries(ctx, query))),
});
