"use server";

import type { z } from "zod";
import { type ActionResult, act } from "@/lib/api/action";
import { RowId } from "@/lib/core/fields";
import { parse } from "@/lib/http/validate";
import { createWebhook, removeWebhook, updateWebhook } from "@/lib/webhooks/change";
import { redeliver, redeliverSince } from "@/lib/webhooks/redeliver";
import { CreateWebhook, RedeliverSince, RotateSecret, UpdateWebhook } from "@/lib/webhooks/schema";
import { rotateSecret } from "@/lib/webhooks/secrets";
import type { DeliveryDetailWire, WebhookWire } from "@/lib/webhooks/shapes";
import { tryWebhook } from "@/lib/webhooks/try";
import { webhookToWire } from "@/lib/webhooks/wire";

/** The result contains the secret, this once. */
export async function createWebhookAction(
  input: z.input<typeof CreateWebhook>,
): Promise<ActionResult<{ webhook: WebhookWire; secret: string }>> {
  return act(async (ctx) => {
    const { webhook, secret } = await createWebhook(ctx, parse(CreateWebhook, input, "webhook"));
    return { webhook: webhookToWire(webhook), secret };
  });
}

export async function updateWebhookAction(
  id: number,
  input: z.input<typeof UpdateWebhook>,
): Promise<ActionResult<WebhookWire>> {
  return act(async (ctx) =>
    webhookToWire(
      await updateWebhook(ctx, parse(RowId, id, "id"), parse(UpdateWebhook, input, "webhook")),
    ),
  );
}

export async function removeWebhookAction(id: number): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await removeWebhook(ctx, parse(RowId, id, "id"));
    return null;
  });
}

/** The result contains the new secret, this once. */
export async function rotateSecretAction(
  id: number,
  input: z.input<typeof RotateSecret>,
): Promise<ActionResult<{ secret: string }>> {
  return act(async (ctx) => {
    const { secret } = await rotateSecret(
      ctx,
      parse(RowId, id, "id"),
      parse(RotateSecret, input, "secret"),
    );
    return { secret };
  });
}

/** Takes as long as the receiver does, 15 seconds at most. */
export async function testWebhookAction(id: number): Promise<ActionResult<DeliveryDetailWire>> {
  return act((ctx) => tryWebhook(ctx, parse(RowId, id, "id")));
}

export async function redeliverAction(deliveryId: number): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await redeliver(ctx, parse(RowId, deliveryId, "id"));
    return null;
  });
}

export async function redeliverSinceAction(
  id: number,
  input: z.input<typeof RedeliverSince>,
): Promise<ActionResult<{ queued: number | null }>> {
  return act((ctx) =>
    redeliverSince(ctx, parse(RowId, id, "id"), parse(RedeliverSince, input, "redelivery")),
  );
}
