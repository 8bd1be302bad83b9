import { config } from "@/lib/core/config";
import type { Context } from "@/lib/core/context";
import { storable } from "@/lib/core/fields";
import { metrics } from "@/lib/core/metrics";
import type { Price } from "@/lib/runs/prices";
import { priceOfUse } from "@/lib/runs/record";
import type { RunRow } from "@/lib/runs/wire";
import type { RuntimeOutcome } from "@/lib/runtimes/runtime";
import { hashOf } from "@/lib/tasks/change/create";

/** The same limit as for a resolution sent over the API. */
const MAX_RESOLUTION = 200_000;
/** `run.completed`, and the change of the task. */
const EVENTS = 2;

/** The resolution that an agent's answer makes, and its hash. The run keeps all of the answer. */
export function answerOf(output: string): { resolution: string; hash: string | null } {
  const resolution = bounded(storable(output).trim());
  return { resolution, hash: hashOf(resolution) };
}

function bounded(answer: string): string {
  if (answer.length <= MAX_RESOLUTION) return answer;
  const kept = answer.slice(0, MAX_RESOLUTION).toWellFormed();
  return `${kept}\n\n[cut here: the run has all ${answer.length} characters]`;
}

/**
 * Ends a dispatched run with its agent's answer in one statement, if its task stands alone (prisma/sql/dispatched-runs.sql). Returns
 * false, having changed nothing, for an answer that is empty, for any other task, and if the run was closed or reported on
 * meanwhile.
 */
export async function handInAnswer(
  ctx: Context,
  run: RunRow,
  { output, model, usage }: Extract<RuntimeOutcome, { status: "succeeded" }>,
  prices: readonly Price[],
): Promise<boolean> {
  const { resolution, hash } = answerOf(output);
  if (run.task_id === null || resolution === "") return false;
  const named = model === null ? null : storable(model);
  const cost = costOf(prices, run, { ...usage, model: named });
  const isDone = await ctx.statement(
    async (db, ordinal) => {
      const [row] = await db.$queryRaw<{ done: boolean }[]>`
        SELECT hand_in_dispatched(${run.task_id}::int, ${run.id}::int, ${run.model}, ${resolution}, ${hash}, ${storable(output)}, ${named},
          ${usage.tokensIn}::int, ${usage.tokensOut}::int, ${cost?.usd ?? null}::numeric, ${cost?.source ?? null}::cost_source,
          ${config.coordinatorAgent ?? null}, ${config.hasRuntime}, ${ordinal}::int, ${ctx.actor.name}, ${ctx.actor.kind}) IS NOT NULL AS done`;
      return row?.done ?? false;
    },
    (done) => done,
    EVENTS,
  );
  if (isDone)
    ctx.afterCommit(() => metrics().runs.inc({ trigger: run.trigger, outcome: "succeeded" }));
  return isDone;
}

/** Where the cost of the run comes from, as `closeRun` decides it; null if nothing says what was used. */
function costOf(
  prices: readonly Price[],
  run: RunRow,
  use: {
    model: string | null;
    tokensIn: number | null;
    tokensOut: number | null;
    costUsd: number | null;
  },
) {
  if (use.costUsd !== null) return { usd: use.costUsd, source: "reported" as const };
  if (use.tokensIn === null && use.tokensOut === null) return null;
  return priceOfUse(prices, run, use);
}
