import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { createWebhook, removeWebhook } from "@/lib/webhooks/change";
import { putWebhook } from "@/lib/webhooks/mission-control";
import { listWebhooks } from "@/lib/webhooks/row";
import { CreateWebhook, PutWebhook, WebhookInBody } from "@/lib/webhooks/schema";
import {
  ChangedWebhookResponse,
  CreatedWebhookResponse,
  DeletedWebhookResponse,
  WebhooksResponse,
} from "@/lib/webhooks/shapes";
import { webhookToWire } from "@/lib/webhooks/wire";

export const GET = defineRoute({
  id: "webhooks.list",
  summary: "List the webhooks with their health; of secrets only the last characters",
  role: "admin",
  response: WebhooksResponse,
  handle: async ({ ctx }) => ok({ webhooks: (await listWebhooks(ctx)).map(webhookToWire) }),
});

export const POST = defineRoute({
  id: "webhooks.create",
  summary: "Send events to an address; its secret is shown this once",
  role: "admin",
  body: CreateWebhook,
  response: CreatedWebhookResponse,
  status: 200,
  handle: async ({ ctx, body }) => {
    const { webhook, secret } = await createWebhook(ctx, body);
    const message = "Webhook created. Save the secret - it won't be shown again in full.";
    return ok({ ...webhookToWire(webhook), secret, message });
  },
});

export const PUT = defineRoute({
  id: "webhooks.put",
  summary: "Change a webhook named in the body, as existing clients do",
  role: "admin",
  body: PutWebhook,
  response: ChangedWebhookResponse,
  handle: async ({ ctx, body }) => {
    const { secret } = await putWebhook(ctx, body);
    const message = "New secret generated. Save it now.";
    return ok({ success: true, ...(secret === null ? {} : { secret, message }) });
  },
});

export const DELETE = defineRoute({
  id: "webhooks.delete",
  summary: "Delete a webhook named in the body, as existing clients do",
  role: "admin",
  body: WebhookInBody,
  response: DeletedWebhookResponse,
  handle: async ({ ctx, body }) => {
    await removeWebhook(ctx, body.id);
    return ok({ success: true, deleted: 1 });
  },
});
