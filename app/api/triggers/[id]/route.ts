import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { removeTrigger, updateTrigger } from "@/lib/triggers/change";
import { readTrigger } from "@/lib/triggers/row";
import { TriggerPath, UpdateTrigger } from "@/lib/triggers/schema";
import { TriggerRemovedResponse, TriggerResponse } from "@/lib/triggers/shapes";
import { triggerToWire } from "@/lib/triggers/wire";

export const GET = defineRoute({
  id: "triggers.read",
  summary: "Read a trigger, by id or name",
  role: "admin",
  params: TriggerPath,
  response: TriggerResponse,
  handle: async ({ ctx, params }) =>
    ok({ trigger: triggerToWire(await readTrigger(ctx, params.id)) }),
});

export const PATCH = defineRoute({
  id: "triggers.update",
  summary: "Change a trigger: absent fields stay, the template is replaced as a whole",
  role: "admin",
  params: TriggerPath,
  body: UpdateTrigger,
  response: TriggerResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ trigger: triggerToWire(await updateTrigger(ctx, params.id, body)) }),
});

export const DELETE = defineRoute({
  id: "triggers.remove",
  summary: "Delete a trigger with its secrets and its log; its tasks stay",
  role: "admin",
  params: TriggerPath,
  response: TriggerRemovedResponse,
  handle: async ({ ctx, params }) =>
    ok({ success: true, trigger: triggerToWire(await removeTrigger(ctx, params.id)) }),
});
