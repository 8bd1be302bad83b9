import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { pauseTrigger } from "@/lib/triggers/change";
import { PauseTrigger, TriggerPath } from "@/lib/triggers/schema";
import { TriggerResponse } from "@/lib/triggers/shapes";
import { triggerToWire } from "@/lib/triggers/wire";

export const POST = defineRoute({
  id: "triggers.pause",
  summary: "Pause a trigger: what would fire it is skipped",
  role: "admin",
  params: TriggerPath,
  body: PauseTrigger,
  response: TriggerResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ trigger: triggerToWire(await pauseTrigger(ctx, params.id, body.note)) }),
});
