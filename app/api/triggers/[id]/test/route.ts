import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { TriggerPath, TryTrigger } from "@/lib/triggers/schema";
import { TriedTriggerResponse } from "@/lib/triggers/shapes";
import { tryTrigger } from "@/lib/triggers/try";

export const POST = defineRoute({
  id: "triggers.test",
  summary: "Show the task that a trigger would create, without creating it",
  role: "admin",
  params: TriggerPath,
  body: TryTrigger,
  response: TriedTriggerResponse,
  handle: async ({ ctx, params, body }) => ok(await tryTrigger(ctx, params.id, body)),
});
