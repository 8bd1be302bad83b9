import { z } from "zod";
import { config } from "@/lib/core/config";
import { asSystem, type Context } from "@/lib/core/context";
import { defineJob, type ProcessPart } from "@/lib/core/jobs";
import { SEND_WEBHOOKS } from "./job-names";
import { WebhookSender } from "./sender";

const senderPart: ProcessPart<WebhookSender> = {
  name: "webhook sender",
  open: (db) => new WebhookSender(db),
  close: (sender) => sender.stop(),
};

export const sendWebhooksJob = defineJob({
  ...SEND_WEBHOOKS,
  description: "Keeps a process delivering to webhooks, and takes over what a dead one left.",
  periodic: "* * * * *",
  run: async (_ctx, _payload, process) => process.part(senderPart).tend(),
});

const BATCH = 5_000;

/** Removes deliveries older than BATON_WEBHOOK_DELIVERY_DAYS that are not under way. Index: webhook_deliveries_created_at_idx. */
export async function removeOldDeliveries(
  caller: Context,
  batch = BATCH,
): Promise<{ removed: number }> {
  const ctx = asSystem(caller, "webhooks");
  for (let removed = 0; ; ) {
    const count = await ctx.db.$executeRaw`
      DELETE FROM webhook_deliveries WHERE id IN (
        SELECT id FROM webhook_deliveries
        WHERE created_at < clock_timestamp() - ${config.webhookDeliveryDays}::int * interval '1 day'
          AND state IN ('delivered', 'failed')
        ORDER BY created_at LIMIT ${batch})`;
    removed += count;
    if (count < batch) return { removed };
  }
}

export const removeOldDeliveriesJob = defineJob({
  name: "removeOldDeliveries",
  payload: z.strictObject({}),
  description: "Removes old entries from the log of webhook deliveries.",
  pool: "upkeep",
  periodic: "*/15 * * * *",
  run: (ctx) => removeOldDeliveries(ctx),
});
