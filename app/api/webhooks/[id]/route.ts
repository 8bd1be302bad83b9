import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { removeWebhook, updateWebhook } from "@/lib/webhooks/change";
import { readWebhook } from "@/lib/webhooks/row";
import { UpdateWebhook, WebhookPath } from "@/lib/webhooks/schema";
import { DeletedWebhookResponse, WebhookResponse } from "@/lib/webhooks/shapes";
import { webhookToWire } from "@/lib/webhooks/wire";

export const GET = defineRoute({
  id: "webhooks.read",
  summary: "Read a webhook with its health",
  role: "admin",
  params: WebhookPath,
  response: WebhookResponse,
  handle: async ({ ctx, params }) =>
    ok({ webhook: webhookToWire(await readWebhook(ctx, params.id)) }),
});

export const PATCH = defineRoute({
  id: "webhooks.update",
  summary: "Change, enable or disable a webhook",
  role: "admin",
  params: WebhookPath,
  body: UpdateWebhook,
  response: WebhookResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ webhook: webhookToWire(await updateWebhook(ctx, params.id, body)) }),
});

export const DELETE = defineRoute({
  id: "webhooks.remove",
  summary: "Delete a webhook with its secrets and its log",
  role: "admin",
  params: WebhookPath,
  response: DeletedWebhookResponse,
  handle: async ({ ctx, params }) => {
    await removeWebhook(ctx, params.id);
    return ok({ success: true, deleted: 1 });
  },
});
