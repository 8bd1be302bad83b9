import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { createTrigger } from "@/lib/triggers/change";
import { listTriggers } from "@/lib/triggers/row";
import { CreateTrigger, ListTriggers } from "@/lib/triggers/schema";
import { CreatedTriggerResponse, TriggersResponse } from "@/lib/triggers/shapes";
import { triggerToWire } from "@/lib/triggers/wire";

export const GET = defineRoute({
  id: "triggers.list",
  summary: "List the triggers with what came of them; of secrets only the last characters",
  role: "admin",
  query: ListTriggers,
  response: TriggersResponse,
  handle: async ({ ctx, query }) => {
    const { triggers, next } = await listTriggers(ctx, query);
    return ok({ triggers: triggers.map(triggerToWire), next_cursor: next });
  },
});

export const POST = defineRoute({
  id: "triggers.create",
  summary: "Create tasks when something happens; the secret of a hook is shown this once",
  role: "admin",
  body: CreateTrigger,
  response: CreatedTriggerResponse,
  status: 201,
  handle: async ({ ctx, body }) => {
    const { trigger, secret } = await createTrigger(ctx, body);
    const wire = triggerToWire(trigger);
    return created({ trigger: wire, url: wire.url, secret });
  },
});
