import type { Queryable } from "@/lib/core/database";
import { type Price, priceOf, readPrices } from "./prices";

/** Fewer characters per token than most languages have, so that the estimate is not too low. */
const CHARS_PER_TOKEN = 3;
/** The length of a long answer, used when the answer has no limit or one that is hardly ever reached. */
const DEFAULT_MAX_TOKENS = 8_192;
const RUNS_FOR_AVERAGE = 20;

/** The maximum cost of one call in US dollars; null if the price table lacks the model. `maxTokens` limits the answer. */
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
 * Estimates what a run of an agent may cost: one call by the price table, or the average of its last 20 runs if that is more
 * (an agent with tools makes many calls per run). Null if neither is known.
 */
export async function estimateRun(
  db: Queryable,
  run: { agent: string; model: string | null; promptChars: number; maxTokens?: number | null },
): Promise<number | null> {
  const call = estimateCost(await readPrices(db), run.model, run.promptChars, run.maxTokens);
  const average = await averageCost(db, run.agent);
  return call === null || average === null ? (call ?? average) : Math.max(call, average);
}

/** The average cost of an agent's last runs. Index: runs_agent_id_idx. */
async function averageCost(db: Queryable, agent: string): Promise<number | null> {
  const [row] = await db.$queryRaw<{ usd: number | null }[]>`
    SELECT avg(cost_usd)::float8 AS usd FROM (
      SELECT cost_usd FROM runs WHERE agent = ${agent} AND cost_usd IS NOT NULL AND outcome IS NOT NULL
      ORDER BY id DESC LIMIT ${RUNS_FOR_AVERAGE}) AS last`;
  return row?.usd ?? null;
}
