import type { Queryable } from "@/lib/core/database";
import { type Price, priceOf, readPrices } from "./prices";

/** Fewer than a token has in most languages, so that the estimate is not too low. */
const CHARS_PER_TOKEN = 3;
/** A long answer: what is held for a run whose answer has no limit of its own, or one that is hardly ever reached. */
const DEFAULT_MAX_TOKENS = 8_192;
const RUNS_FOR_AVERAGE = 20;

/** What one call may cost at most, in US dollars; null when the table does not know the model. `maxTokens` bounds the answer. */
export function estimateCost(
  prices: readonly Price[],
  model: string | null,
  promptChars: number,
  maxTokens: number | null = null,
): number | null {
  const tokensIn = Math.ceil(promptChars / CHARS_PER_TOKEN);
  return priceOf(prices, model, tokensIn, maxTokens ?? DEFAULT_MAX_TOKENS);
}

/**
 * What a run of an agent may cost: the call by the table, or what its last 20 runs came to on average when that is more
 * (an agent with tools makes many calls in one run). Null when neither is known.
 */
export async function estimateRun(
  db: Queryable,
  run: { agent: string; model: string | null; promptChars: number; maxTokens?: number | null },
): Promise<number | null> {
  const call = estimateCost(await readPrices(db), run.model, run.promptChars, run.maxTokens);
  const average = await averageCost(db, run.agent);
  return call === null || average === null ? (call ?? average) : Math.max(call, average);
}

/** Index: runs_agent_id_idx. */
async function averageCost(db: Queryable, agent: string): Promise<number | null> {
  const [row] = await db.$queryRaw<{ usd: number | null }[]>`
    SELECT avg(cost_usd)::float8 AS usd FROM (
      SELECT cost_usd FROM runs WHERE agent = ${agent} AND cost_usd IS NOT NULL AND outcome IS NOT NULL
      ORDER BY id DESC LIMIT ${RUNS_FOR_AVERAGE}) AS last`;
  return row?.usd ?? null;
}
