import type { Context } from "@/lib/core/context";
import { standingOf } from "@/lib/limits/find";
import { tripOf } from "@/lib/limits/rules";
import { stopAtLimit } from "@/lib/limits/stop";
import type { RunRow } from "@/lib/runs/wire";
import type { RuntimeOutcome } from "@/lib/runtimes/runtime";
import { lockIfThere } from "@/lib/tasks/locks";
import { addTurn } from "./conversation.sql";

type Answered = Extract<RuntimeOutcome, { status: "succeeded" }>;

/**
 * Stops a run whose answer was cut off because the run had no tokens left: half an answer is no result. What it said is kept with it.
 * Returns false for an answer that is whole, or was cut off by the model's own limit.
 */
export async function stopIfCutOff(
  ctx: Context,
  run: RunRow,
  answered: Answered,
): Promise<boolean> {
  const { stopReason, output, usage } = answered;
  if (stopReason !== "max_tokens" && stopReason !== "length") return false;
  const standing = await standingOf(ctx.db, run.id);
  if (!standing?.isOpen) return false;
  const { limits, figures } = standing;
  const tokens = (figures.tokens ?? 0) + (usage.tokensIn ?? 0) + (usage.tokensOut ?? 0);
  const only = limits.filter(({ name }) => name === "tokens");
  const trip = tripOf(only, { ...figures, tokens }, null);
  if (!trip) return false;
  return ctx.transaction(async (tx) => {
    const task = run.task_id === null ? null : await lockIfThere(tx, run.task_id);
    await addTurn(tx, run, answered);
    return stopAtLimit(tx, run, task, trip, { output });
  });
}
