import { defineRoute } from "@/lib/api/route";
import { created } from "@/lib/http/respond";
import { replayDelivery } from "@/lib/triggers/deliveries";
import { TriggerDeliveryPath } from "@/lib/triggers/schema";
import { TriggerDeliveryResponse } from "@/lib/triggers/shapes";

export const POST = defineRoute({
  id: "triggers.replay",
  summary: "Let a delivery fire its trigger again, with the template as it is now",
  role: "admin",
  params: TriggerDeliveryPath,
  response: TriggerDeliveryResponse,
  status: 201,
  handle: async ({ ctx, params }) =>
    created({ delivery: await replayDelivery(ctx, params.id, params.delivery) }),
});
