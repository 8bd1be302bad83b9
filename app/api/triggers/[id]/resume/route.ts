import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { resumeTrigger } from "@/lib/triggers/change";
import { TriggerPath } from "@/lib/triggers/schema";
import { TriggerResponse } from "@/lib/triggers/shapes";
import { triggerToWire } from "@/lib/triggers/wire";

export const POST = defineRoute({
  id: "triggers.resume",
  summary: "Let a trigger fire again, on what happens from now on",
  role: "admin",
  params: TriggerPath,
  response: TriggerResponse,
  handle: async ({ ctx, params }) =>
    ok({ trigger: triggerToWire(await resumeTrigger(ctx, params.id)) }),
});
