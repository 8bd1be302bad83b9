import { z } from "zod";
import { asSystem, type Context } from "@/lib/core/context";
import { defineJob } from "@/lib/core/jobs";
import { record } from "@/lib/events/append";
import { findRunHead } from "@/lib/runs/queries";
import { MESSAGE_JSON, type MessageRow, messageEvent } from "./row";

/**
 * Tells of the messages that a run had not heard when it ended. The database has marked them (prisma/sql/steering.sql); each is told
 * once. Index: run_messages_run_id_seq_key.
 */
export async function tellUnheard(caller: Context, runId: number): Promise<void> {
  const ctx = asSystem(caller, "scheduler");
  await ctx.transaction(async (tx) => {
    const run = await findRunHead(tx.db, runId);
    if (!run) return;
    const rows = await tx.db.$queryRaw<{ message: MessageRow }[]>`
      UPDATE run_messages m SET closed_by = ${tx.actor.name}
      WHERE m.run_id = ${runId} AND m.state = 'undelivered' AND m.closed_by IS NULL RETURNING ${MESSAGE_JSON} AS message`;
    const messages = rows.map(({ message }) => message).sort((a, b) => a.seq - b.seq);
    await record(tx, ...messages.map((row) => messageEvent("steering.undelivered", row, run)));
  });
}

export const tellUnheardJob = defineJob({
  name: "tellUnheard",
  payload: z.strictObject({ runId: z.int() }),
  description: "Tells what was said to a run that ended before it heard it.",
  run: (ctx, { runId }) => tellUnheard(ctx, runId),
});
