import type { Context } from "@/lib/core/context";
import { storable } from "@/lib/core/fields";
import { priceOf, readPrices } from "./prices";
import { assertPlausible, reportedCost } from "./reported-cost";
import type { AddRunChunks } from "./schema";
import type { RunRow } from "./wire";

/**
 * Sets what an open run has used in all so far, as the process that works on it says: never less than before, so that reports may come in
 * any order. Its end says it once more. Index: runs_pkey.
 */
export async function noteUsed(
  ctx: Context,
  run: RunRow,
  used: NonNullable<AddRunChunks["used"]>,
): Promise<void> {
  const model = used.model ? storable(used.model) : run.model;
  const tokensIn = used.tokens_in ?? run.tokens_in;
  const tokensOut = used.tokens_out ?? run.tokens_out;
  assertPlausible(ctx.actor, { tokensIn, tokensOut });
  await ctx.transaction(async (tx) => {
    const reported = await reportedCost(tx, { model, tokensIn, tokensOut, costUsd: used.cost_usd });
    const priced =
      reported === null ? priceOf(await readPrices(tx.db), model, tokensIn, tokensOut) : null;
    await tx.db.$executeRaw`
      UPDATE runs r SET model = COALESCE(${model}, r.model),
        tokens_in = GREATEST(r.tokens_in, ${tokensIn}::int), tokens_out = GREATEST(r.tokens_out, ${tokensOut}::int),
        cost_usd = CASE WHEN ${reported}::numeric IS NOT NULL
            THEN GREATEST(CASE WHEN r.cost_source = 'reported' THEN r.cost_usd END, ${reported}::numeric)
          WHEN r.cost_source = 'reported' THEN r.cost_usd ELSE COALESCE(${priced}::numeric, r.cost_usd) END,
        cost_source = (CASE WHEN ${reported}::numeric IS NOT NULL OR r.cost_source = 'reported' THEN 'reported'
          WHEN ${priced}::numeric IS NOT NULL THEN 'priced' ELSE r.cost_source::text END)::cost_source
      WHERE r.id = ${run.id} AND r.outcome IS NULL`;
  });
}
