import type { Context } from "@/lib/core/context";
import { addTurn, goesOnFrom, storeConversation } from "@/lib/engine/conversation.sql";
import type { EndedRun } from "@/lib/engine/owner";
import { ask } from "@/lib/requests/ask";
import { goOnAfter } from "@/lib/requests/park";
import { suspend } from "@/lib/requests/run.sql";
import { settleUsage } from "@/lib/runs/record";
import { LEAVE_CALL } from "@/lib/runtimes/ask-tool";
import { markHealthy } from "@/lib/runtimes/health";
import type { Asking } from "@/lib/runtimes/runtime";
import { lockIfThere } from "@/lib/tasks/locks";
import { permissionIn, questionIn } from "./question";

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
    let isAnswered = true;
    for (const call of asking.calls.slice(0, MOST_AT_ONCE)) {
      const body =
        call.name === LEAVE_CALL
          ? permissionIn(call.input, tx.clock.now())
          : questionIn(call.input);
      const { request } = await ask(tx, { runId: run.id, body, callId: call.id });
      isAnswered &&= request.state !== "open";
    }
    // Standing answers have settled all of them: it goes on as if it had waited.
    if (isAnswered && (await suspend(tx.db, run.id))) await goOnAfter(tx, { runId: run.id, task });
  });
}
