import { memberNamed } from "./cast.mjs";
import { between } from "./words/choose.mjs";

/** Dollars for a million tokens, in and out. @type {Record<string, [number, number]>} */
const prices = {
  "claude-opus-5-5": [5, 25],
  "claude-sonnet-5-5": [3, 15],
  "claude-haiku-5-5": [1, 5],
};

/** Made-up tokens and costs of a piece of work, as agents report them. @param {string} agent @param {string} resolution */
export function usageOf(agent, resolution) {
  const { model } = memberNamed(agent);
  const [priceIn, priceOut] = prices[model];
  const tokensOut = Math.round(resolution.length / 3.6) + between(600, 4_000);
  const tokensIn = tokensOut * between(6, 14);
  const cost = (tokensIn * priceIn + tokensOut * priceOut) / 1_000_000;
  return { model, tokens_in: tokensIn, tokens_out: tokensOut, cost_usd: Number(cost.toFixed(4)) };
}
