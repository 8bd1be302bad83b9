import { z } from "zod";
import { config } from "@/lib/core/config";
import { asSystem, type Context } from "@/lib/core/context";
import { defineJob } from "@/lib/core/jobs";
import { LASTING } from "./budgets";
import { queueLostDeliveries } from "./create-task";
import { WATCH_TRIGGERS } from "./job-names";
import { watcherPart } from "./watcher";

export const watchTriggersJob = defineJob({
  ...WATCH_TRIGGERS,
  description:
    "Keeps a process watching for what fires triggers, and takes up what a dead one left.",
  periodic: "* * * * *",
  run: async (ctx, _payload, process) => {
    await process.part(watcherPart).tend();
    return { queued: await queueLostDeliveries(ctx) };
  },
});

const BATCH = 2_000;
/** As many deliveries that were not wanted are kept of each trigger. */
const IGNORED_KEPT = 200;

/**
 * Removes deliveries older than BATON_TRIGGER_DELIVERY_DAYS, and those that were not wanted beyond the newest. Their tasks stay. What is
 * still to become a task stays too, and so do the budgets that passed a mark for good, which would pass it again otherwise. Indexes:
 * trigger_deliveries_created_at_idx, trigger_deliveries_ignored_idx.
 */
export async function removeOldTriggerDeliveries(
  caller: Context,
  batch = BATCH,
): Promise<{ removed: number }> {
  const ctx = asSystem(caller, "triggers");
  for (let removed = 0; ; ) {
    const old = await ctx.db.$executeRaw`
      DELETE FROM trigger_deliveries WHERE id IN (
        SELECT id FROM trigger_deliveries
        WHERE created_at < clock_timestamp() - ${config.triggerDeliveryDays}::int * interval '1 day'
          AND outcome <> 'received' AND NOT (signed_by IS NULL AND starts_with(message_id, ${LASTING}))
        ORDER BY created_at LIMIT ${batch})`;
    const unwanted = await ctx.db.$executeRaw`
      DELETE FROM trigger_deliveries WHERE id IN (
        SELECT d.id FROM triggers t CROSS JOIN LATERAL (
          SELECT id FROM trigger_deliveries WHERE trigger_id = t.id AND outcome = 'ignored'
          ORDER BY id DESC OFFSET ${IGNORED_KEPT} LIMIT ${batch}) d)`;
    removed += old + unwanted;
    if (old < batch && unwanted < batch) return { removed };
  }
}

export const removeOldTriggerDeliveriesJob = defineJob({
  name: "removeTriggerDeliveries",
  payload: z.strictObject({}),
  description: "Removes old entries from the log of triggers.",
  pool: "upkeep",
  periodic: "*/15 * * * *",
  run: (ctx) => removeOldTriggerDeliveries(ctx),
});
