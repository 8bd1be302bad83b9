import { isAgent } from "@/lib/auth/permissions";
import type { Actor } from "@/lib/core/actor";
import type { TxContext } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import { priceOf, readPrices } from "./prices";

/** How far above the table's price an agent may report a cost: providers charge for more than plain tokens. */
const MOST_TIMES_TABLE = 2;

/**
 * The most tokens that an agent may report for one run: more than any run uses, and little enough that one false report does not use up
 * the budgets that others share.
 */
export const MOST_TOKENS = { in: 100_000_000, out: 10_000_000 } as const;

interface Report {
  model?: string | null;
  tokensIn?: number | null;
  tokensOut?: number | null;
  costUsd?: number | null;
}

/** Refuses a result whose tokens no run uses, from an agent's own key. Operators' reports are taken as they are. */
export function assertPlausible(
  actor: Actor,
  { tokensIn, tokensOut }: Pick<Report, "tokensIn" | "tokensOut">,
): void {
  if (!isAgent(actor)) return;
  for (const [field, tokens, most] of [
    ["tokens_in", tokensIn, MOST_TOKENS.in],
    ["tokens_out", tokensOut, MOST_TOKENS.out],
  ] as const) {
    if (tokens == null || tokens <= most) continue;
    throw invalid(field, `must be at most ${most} for one run, when an agent reports it`, {
      fix: "report what this run used, or have an operator report it",
    });
  }
}

/**
 * The cost in US dollars to record for a reported one. An operator's report is taken as it is. An agent's own is limited to
 * between the table's price for its tokens and twice that, and is null if the table lacks the model. Null if no cost is
 * reported.
 */
export async function reportedCost(tx: TxContext, report: Report): Promise<number | null> {
  const { costUsd, model = null, tokensIn = null, tokensOut = null } = report;
  if (costUsd == null || !isAgent(tx.actor)) return costUsd ?? null;
  const priced = priceOf(await readPrices(tx.db), model, tokensIn, tokensOut);
  return priced === null ? null : Math.min(Math.max(costUsd, priced), MOST_TIMES_TABLE * priced);
}
