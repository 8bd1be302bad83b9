import type { Context } from "@/lib/core/context";
import { addTurn, goesOnFrom, storeConversation } from "@/lib/engine/conversation.sql";
import type { EndedRun } from "@/lib/engine/owner";
import { ask } from "@/lib/requests/ask";
import { settleUsage } from "@/lib/runs/record";
import { markHealthy } from "@/lib/runtimes/health";
import type { Asking } from "@/lib/runtimes/runtime";
import { lockIfThere } from "@/lib/tasks/locks";
import { questionIn } from "./question";

/** As many questions of one answer are asked; the model hears of the others that they were not. */
const MOST_AT_ONCE = 10;

/**
 * Asks people what a model asks, and lets its run wait: the conversation is stored with the questions, in one transaction, so that any
 * process can go on with it. If the run was closed meanwhile, only its tokens are added.
 */
export async function parkRun(
  ctx: Context,
  { run, isAgain }: EndedRun,
  asking: Asking,
): Promise<void> {
  if (isAgain && (await goesOnFrom(ctx.db, run.id, asking.conversation))) return;
  await markHealthy(ctx, run.runtime, String(run.details.fingerprint ?? ""));
  await ctx.transaction(async (tx) => {
    const task = run.task_id === null ? null : await lockIfThere(tx, run.task_id);
    const calls = asking.calls.map(({ id }) => id);
    const isOpen = await storeConversation(tx.db, run.id, { messages: asking.conversation, calls });
    const isIts = task === null || task.run_id === run.id;
    if (!isOpen || !isIts) return settleUsage(tx, run.id, { model: asking.model, ...asking.usage });
    await addTurn(tx, run, asking);
    for (const call of asking.calls.slice(0, MOST_AT_ONCE)) {
      await ask(tx, { runId: run.id, body: questionIn(call.input), callId: call.id });
    }
  });
}
