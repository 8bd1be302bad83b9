import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { readTriggerDelivery } from "@/lib/triggers/deliveries";
import { TriggerDeliveryPath } from "@/lib/triggers/schema";
import { TriggerDeliveryResponse } from "@/lib/triggers/shapes";

export const GET = defineRoute({
  id: "triggers.delivery",
  summary: "Read what fired a trigger, with what was sent",
  role: "admin",
  params: TriggerDeliveryPath,
  response: TriggerDeliveryResponse,
  handle: async ({ ctx, params }) =>
    ok({ delivery: await readTriggerDelivery(ctx, params.id, params.delivery) }),
});
