import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { listTriggerDeliveries } from "@/lib/triggers/deliveries";
import { ListTriggerDeliveries, TriggerPath } from "@/lib/triggers/schema";
import { TriggerDeliveriesResponse } from "@/lib/triggers/shapes";

export const GET = defineRoute({
  id: "triggers.deliveries",
  summary: "List what fired a trigger, newest first, with what came of it",
  role: "admin",
  params: TriggerPath,
  query: ListTriggerDeliveries,
  response: TriggerDeliveriesResponse,
  handle: async ({ ctx, params, query }) => {
    const { deliveries, next } = await listTriggerDeliveries(ctx, params.id, query);
    return ok({ deliveries, next_cursor: next });
  },
});
