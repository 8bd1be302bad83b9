import { toUnixSeconds } from "@/lib/core/clock";
import { config } from "@/lib/core/config";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { receiversOf } from "./address";
import { readDelivery } from "./deliveries";
import { headersOf, plainMessage } from "./message";
import { readWebhook } from "./row";
import { validSecrets } from "./secrets";
import { createSend } from "./send";
import type { Attempt, DeliveryDetailWire } from "./shapes";

/**
 * Sends a test message to a webhook at once, also to one that is disabled, and returns how the receiver answered. It is outside the
 * order of events and changes nothing about the webhook's health; the log shows it. Takes as long as the receiver does.
 */
export async function tryWebhook(ctx: Context, id: number): Promise<DeliveryDetailWire> {
  const webhook = await readWebhook(ctx, id);
  const secrets = await validSecrets(ctx.db, id);
  if (!secrets) {
    throw new DomainError("conflict", "The webhook's secret cannot be read", {
      fix: "give it a new one: it was stored under another BATON_SECRET than this installation's",
    });
  }
  const now = ctx.clock.now();
  const payload = {
    timestamp: now.getTime(),
    data: { webhook_id: id, name: webhook.name, message: "A test, sent by hand." },
  };
  // Written first, because the message's id is made of the delivery's.
  const { id: deliveryId } = await ctx.db.webhookDelivery.create({
    data: { webhookId: id, type: "webhook.test", state: "failed", payload },
  });
  const message = plainMessage(webhook, "webhook.test", deliveryId, payload);
  const headers = headersOf(webhook, message, secrets, now);
  const { send, close } = createSend({ receivers: () => receiversOf(config.webhookReceivers) });
  const { status, error, excerpt, ms } = await send({
    url: webhook.url,
    headers,
    body: message.body,
  });
  close();
  const attempt: Attempt = { at: toUnixSeconds(now), status, error, response: excerpt, ms };
  await ctx.db.webhookDelivery.update({
    where: { id: deliveryId },
    data: { state: error === null ? "delivered" : "failed", attempts: [attempt] },
  });
  return readDelivery(ctx, deliveryId);
}
