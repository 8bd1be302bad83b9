import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { WebhookInBody } from "@/lib/webhooks/schema";
import { TestedResponse } from "@/lib/webhooks/shapes";
import { tryWebhook } from "@/lib/webhooks/try";
import { testedToWire } from "@/lib/webhooks/wire";

export const POST = defineRoute({
  id: "webhooks.test_named",
  summary: "Send a test message to a webhook named in the body, as existing clients do",
  role: "admin",
  body: WebhookInBody,
  response: TestedResponse,
  longLived: true,
  handle: async ({ ctx, body }) => ok(testedToWire(await tryWebhook(ctx, body.id))),
});
