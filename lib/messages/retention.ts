import { z } from "zod";
import { asSystem, type Context } from "@/lib/core/context";
import { defineJob } from "@/lib/core/jobs";

/** How long messages are kept. */
export const MESSAGE_DAYS = 30;
const BATCH = 5_000;

/** Removes messages older than thirty days. Index: messages_pkey, because ids grow with time. */
export async function removeOldMessages(caller: Context): Promise<{ removed: number }> {
  const ctx = asSystem(caller, "messages");
  for (let removed = 0; ; ) {
    const count = await ctx.db.$executeRaw`
      DELETE FROM messages WHERE id IN (
        SELECT id FROM (SELECT id, created_at FROM messages ORDER BY id LIMIT ${BATCH}::int) oldest
        WHERE created_at < clock_timestamp() - ${MESSAGE_DAYS}::int * interval '1 day')`;
    removed += count;
    if (count < BATCH) return { removed };
  }
}

export const removeOldMessagesJob = defineJob({
  name: "removeOldMessages",
  payload: z.strictObject({}),
  description: "Removes messages to agents that are older than thirty days.",
  pool: "upkeep",
  periodic: "17 * * * *",
  run: (ctx) => removeOldMessages(ctx),
});
