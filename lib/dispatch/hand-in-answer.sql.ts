import { config } from "@/lib/core/config";
import type { Context } from "@/lib/core/context";
import { storable } from "@/lib/core/fields";
import type { Price } from "@/lib/runs/prices";
import { priceOfUse } from "@/lib/runs/record";
import type { RunRow } from "@/lib/runs/wire";
import type { RuntimeOutcome } from "@/lib/runtimes/runtime";
import { hashOf } from "@/lib/tasks/change/create";

/** The same limit as for a resolution sent over the API. */
const MAX_RESOLUTION = 200_000;
/** `run.completed`, and the change of the task. */
const EVENTS = 2;

/** A run that ended well, and what its agent said. */
export interface Answer {
  run: RunRow;
  outcome: Extract<RuntimeOutcome, { status: "succeeded" }>;
}

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
 * Ends dispatched runs with their agents' answers in one statement, as far as their tasks stand alone (prisma/sql/dispatched-runs.sql).
 * Returns the ids of those that were ended. Nothing is changed for any other task, and for a run that was closed or reported on
 * meanwhile.
 */
export async function handInAnswers(
  ctx: Context,
  answers: readonly Answer[],
  prices: readonly Price[],
): Promise<ReadonlySet<number>> {
  const works = answers.map((answer) => workOf(answer, prices));
  const ended = await ctx.statement(
    async (db, ordinal) => {
      const [row] = await db.$queryRaw<{ ended: number[] }[]>`
        SELECT hand_in_answers(${JSON.stringify(works)}::jsonb, ${config.coordinatorAgent ?? null}, ${config.hasRuntime},
          ${ordinal}::int, ${ctx.actor.name}, ${ctx.actor.kind}) AS ended`;
      return row?.ended ?? [];
    },
    (runs) => runs.length > 0,
    EVENTS * works.length,
  );
  return new Set(ended);
}

/** A work of `hand_in_answers`. */
function workOf({ run, outcome: { output, model, usage } }: Answer, prices: readonly Price[]) {
  const named = model === null ? null : storable(model);
  const cost = costOf(prices, run, { ...usage, model: named });
  return {
    task: run.task_id,
    run: run.id,
    own_model: run.model,
    ...answerOf(output),
    output: storable(output),
    model: named,
    tokens_in: usage.tokensIn,
    tokens_out: usage.tokensOut,
    cost: cost?.usd ?? null,
    priced: cost?.source ?? null,
  };
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
