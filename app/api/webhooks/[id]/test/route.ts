import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { WebhookPath } from "@/lib/webhooks/schema";
import { TestedResponse } from "@/lib/webhooks/shapes";
import { tryWebhook } from "@/lib/webhooks/try";
import { testedToWire } from "@/lib/webhooks/wire";

export const POST = defineRoute({
  id: "webhooks.test",
  summary: "Send a test message to a webhook and say how it answered",
  role: "admin",
  params: WebhookPath,
  response: TestedResponse,
  longLived: true,
  handle: async ({ ctx, params }) => ok(testedToWire(await tryWebhook(ctx, params.id))),
});
