import { fromUnixSeconds } from "@/lib/core/clock";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, notFound } from "@/lib/core/errors";
import { addJob } from "@/lib/core/jobs";
import { record } from "@/lib/events/append";
import { positionBefore } from "@/lib/events/replay";
import { TRY_NOW, updateWebhook } from "./change";
import { SEND_WEBHOOKS } from "./job-names";
import { lockWebhook, type WebhookRow } from "./row";
import type { RedeliverSince } from "./schema";

/** Sends one message again, under the id it had, before what waits for the webhook. Fails with `conflict` while it is disabled. */
export async function redeliver(
  ctx: Context,
  deliveryId: number,
): Promise<{ webhook: WebhookRow }> {
  return ctx.transaction(async (tx) => {
    const delivery = await tx.db.webhookDelivery.findUnique({ where: { id: deliveryId } });
    const webhook = await lockWebhook(tx, delivery?.webhookId ?? 0);
    if (!delivery) throw notFound("Delivery");
    assertEnabled(webhook);
    // The message at the head needs no other place in the queue.
    await tx.db.$executeRaw`
      UPDATE webhook_deliveries SET state = 'queued', updated_at = clock_timestamp()
      WHERE id = ${delivery.id} AND state IN ('delivered', 'failed')`;
    await tryNow(tx, webhook, "redelivery");
    return { webhook };
  });
}

/**
 * Sends again what was given up since a time, or every event since then: these in their order, and then the later ones. Each has the
 * id it had. Returns how many messages were queued; null when it is every event.
 */
export async function redeliverSince(
  ctx: Context,
  id: number,
  { since, which }: RedeliverSince,
): Promise<{ queued: number | null }> {
  return ctx.transaction(async (tx) => {
    const webhook = await lockWebhook(tx, id);
    assertEnabled(webhook);
    const queued =
      which === "failed"
        ? await queueFailed(tx, id, since)
        : await rewind(tx, webhook, fromUnixSeconds(since) ?? new Date(0));
    await tryNow(tx, webhook, "redelivery");
    return { queued };
  });
}

/** Index: webhook_deliveries_failed_idx. */
async function queueFailed(tx: TxContext, id: number, since: number): Promise<number> {
  return tx.db.$executeRaw`
    UPDATE webhook_deliveries SET state = 'queued', updated_at = clock_timestamp()
    WHERE webhook_id = ${id} AND state = 'failed' AND updated_at >= to_timestamp(${since}::bigint)`;
}

/** Moves the position back to before the first event since then. What was queued and lies after it comes in its order. */
async function rewind(tx: TxContext, webhook: WebhookRow, since: Date): Promise<null> {
  const found = await positionBefore(tx.db, since, webhook.position);
  await tx.db.$executeRaw`
    UPDATE webhooks SET position = ${found}, position_at = clock_timestamp() WHERE id = ${webhook.id}`;
  await tx.db.$executeRaw`
    UPDATE webhook_deliveries SET state = 'failed', updated_at = clock_timestamp()
    WHERE webhook_id = ${webhook.id} AND state = 'queued' AND event_id > ${found}`;
  return null;
}

function assertEnabled({ enabled, name }: WebhookRow): void {
  if (enabled) return;
  throw new DomainError("conflict", `The webhook ${name} is disabled`, {
    fix: "enable it first; it then goes on where it left off",
  });
}

/** The processes that deliver hear of the event, and the one that has the queue looks at it again. */
async function tryNow(
  tx: TxContext,
  { id, name, projectId }: WebhookRow,
  change: string,
): Promise<void> {
  await tx.db.webhook.update({ where: { id }, data: TRY_NOW });
  await record(tx, { type: "webhook.updated", projectId, data: { id, name, changed: [change] } });
  await addJob(tx.db, SEND_WEBHOOKS, {}, { key: SEND_WEBHOOKS.name });
}

/** Tries again at once what waits for its next attempt, and enables a webhook that Baton disabled. */
export async function retryNow(ctx: Context, id: number): Promise<void> {
  await ctx.transaction(async (tx) => {
    const webhook = await lockWebhook(tx, id);
    if (webhook.disabledReason === "failing") await updateWebhook(tx, id, { enabled: true });
    else await tryNow(tx, webhook, "retry");
  });
}
