import { z } from "zod";
import type { TxContext } from "@/lib/core/context";
import { addJobs, type JobSignature } from "@/lib/core/jobs";
import { nextDue } from "./outbox.sql";

/** The job that sends what is due to one channel, and then queues itself for what comes later. */
export const DELIVER_NOTIFICATIONS = {
  name: "deliverNotifications",
  payload: z.strictObject({ channel: z.int() }),
} as const satisfies JobSignature;

/**
 * Queues a job for each of these channels, for when it next has something to do; one that waits for another time is replaced. The
 * channels are locked, so that of two changes the later one sees what the other has added. `notBefore` puts it off.
 */
export async function queueDeliveries(
  tx: TxContext,
  channels: readonly number[],
  notBefore?: Date,
): Promise<void> {
  if (channels.length === 0) return;
  const ids = [...new Set(channels)];
  await tx.db.$queryRaw`
    SELECT id FROM notification_channels WHERE id = ANY(${ids}::int[]) ORDER BY id FOR NO KEY UPDATE`;
  const due = await nextDue(tx.db, ids);
  await addJobs(
    tx.db,
    DELIVER_NOTIFICATIONS,
    due.map(({ id, at }) => ({
      payload: { channel: id },
      runAt: notBefore !== undefined && notBefore > at ? notBefore : at,
      key: `notifications:${id}`,
    })),
  );
}
