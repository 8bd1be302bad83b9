import { z } from "zod";
import { config } from "@/lib/core/config";
import { asSystem, type Context } from "@/lib/core/context";
import { defineJob, type ProcessPart } from "@/lib/core/jobs";
import { createSend } from "@/lib/webhooks/send";
import { notificationReceivers } from "./channels/http";
import { deliverTo } from "./deliver";
import { DELIVER_NOTIFICATIONS, queueDeliveries } from "./deliveries-due";
import { NotificationFollower } from "./follower";
import { overdueChannels } from "./outbox.sql";

const followerPart: ProcessPart<NotificationFollower> = {
  name: "notification follower",
  open: (db) => new NotificationFollower(db),
  close: (follower) => follower.stop(),
};

const transportPart: ProcessPart<ReturnType<typeof createSend>> = {
  name: "notification transport",
  open: () => createSend({ receivers: notificationReceivers }),
  close: async ({ close }) => close(),
};

/** A channel whose job is this late has lost it. */
const LATE_MS = 60_000;

export const tendNotificationsJob = defineJob({
  name: "tendNotifications",
  payload: z.strictObject({}),
  description: "Keeps a process writing what needs a person, and sends what was left unsent.",
  periodic: "* * * * *",
  run: async (caller, _payload, process) => {
    const ctx = asSystem(caller, "notifications");
    const tended = await process.part(followerPart).tend();
    const late = await overdueChannels(ctx.db, LATE_MS);
    if (late.length > 0) await ctx.transaction((tx) => queueDeliveries(tx, late));
    return tended;
  },
});

export const deliverNotificationsJob = defineJob({
  ...DELIVER_NOTIFICATIONS,
  description: "Sends what is due to one channel of a person.",
  pool: "outbound",
  run: (caller, { channel }, process) => {
    const { send } = process.part(transportPart);
    return deliverTo(asSystem(caller, "notifications"), channel, { send, signal: process.signal });
  },
});

const BATCH = 5_000;

/**
 * Removes what is older than BATON_NOTIFICATION_DAYS: cards that are closed, the log of messages, and links that have ended. Indexes:
 * notification_cards_closed_idx, notification_messages_created_at_idx, notification_links_expires_at_idx.
 */
export async function removeOldNotifications(
  caller: Context,
  batch = BATCH,
): Promise<{ removed: number }> {
  const { db } = asSystem(caller, "notifications");
  const days = config.notificationDays;
  const whole = async (remove: () => Promise<number>): Promise<number> => {
    for (let removed = 0; ; ) {
      const count = await remove();
      removed += count;
      if (count < batch) return removed;
    }
  };
  const cards = await whole(
    () => db.$executeRaw`
      DELETE FROM notification_cards WHERE id IN (
        SELECT id FROM notification_cards WHERE NOT is_open AND closed_at < clock_timestamp() - ${days}::int * interval '1 day'
        ORDER BY closed_at, id LIMIT ${batch})`,
  );
  const messages = await whole(
    () => db.$executeRaw`
      DELETE FROM notification_messages WHERE id IN (
        SELECT id FROM notification_messages WHERE created_at < clock_timestamp() - ${days}::int * interval '1 day'
          AND state <> 'sending' ORDER BY created_at LIMIT ${batch})`,
  );
  const links = await whole(
    () => db.$executeRaw`
      DELETE FROM notification_links WHERE id IN (
        SELECT id FROM notification_links WHERE expires_at < clock_timestamp() - ${days}::int * interval '1 day'
        ORDER BY expires_at LIMIT ${batch})`,
  );
  return { removed: cards + messages + links };
}

export const removeOldNotificationsJob = defineJob({
  name: "removeOldNotifications",
  payload: z.strictObject({}),
  description: "Removes answered notifications, their log and ended links that are old.",
  pool: "upkeep",
  periodic: "*/15 * * * *",
  run: (ctx) => removeOldNotifications(ctx),
});
