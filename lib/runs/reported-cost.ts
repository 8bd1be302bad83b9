import { isAgent } from "@/lib/auth/permissions";
import type { TxContext } from "@/lib/core/context";
import { priceOf, readPrices } from "./prices";

/** How far above the table's price an agent may report a cost: providers charge for more than plain tokens. */
const MOST_TIMES_TABLE = 2;

interface Report {
  model?: string | null;
  tokensIn?: number | null;
  tokensOut?: number | null;
  costUsd?: number | null;
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
