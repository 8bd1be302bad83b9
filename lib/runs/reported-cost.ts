import { isAgent } from "@/lib/auth/permissions";
import type { TxContext } from "@/lib/core/context";
import { priceOf, readPrices } from "./prices";

/** How far above the table a cost that an agent reports may lie: providers charge for more than plain tokens. */
const MOST_TIMES_TABLE = 2;

interface Report {
  model?: string | null;
  tokensIn?: number | null;
  tokensOut?: number | null;
  costUsd?: number | null;
}

/**
 * The cost in US dollars that a report counts as: an operator's as it is; an agent's own between the table's price for its
 * tokens and twice that, and null where the table does not know the model. Null when no cost is reported.
 */
export async function reportedCost(tx: TxContext, report: Report): Promise<number | null> {
  const { costUsd, model = null, tokensIn = null, tokensOut = null } = report;
  if (costUsd == null || !isAgent(tx.actor)) return costUsd ?? null;
  const priced = priceOf(await readPrices(tx.db), model, tokensIn, tokensOut);
  return priced === null ? null : Math.min(Math.max(costUsd, priced), MOST_TIMES_TABLE * priced);
}
