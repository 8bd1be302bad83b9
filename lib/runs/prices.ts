import type { Queryable } from "@/lib/core/database";
import { readSetting } from "@/lib/core/settings";

/** The price of a model in US dollars per million tokens. `model` is its name, or a prefix that ends with `*`. */
export interface Price {
  model: string;
  input_per_mtok: number;
  output_per_mtok: number;
}

export const PRICES_KEY = "model.prices";

/** List prices of the providers, used until somebody sets others (docs/costs.md). */
export const DEFAULT_PRICES: readonly Price[] = [
  { model: "claude-opus-*", input_per_mtok: 5, output_per_mtok: 25 },
  { model: "claude-opus-4-0*", input_per_mtok: 15, output_per_mtok: 75 },
  { model: "claude-opus-4-1*", input_per_mtok: 15, output_per_mtok: 75 },
  { model: "claude-opus-4-2025*", input_per_mtok: 15, output_per_mtok: 75 },
  { model: "claude-sonnet-*", input_per_mtok: 3, output_per_mtok: 15 },
  { model: "claude-haiku-*", input_per_mtok: 1, output_per_mtok: 5 },
  { model: "gpt-5.2", input_per_mtok: 1.75, output_per_mtok: 14 },
  { model: "gpt-5.1", input_per_mtok: 1.25, output_per_mtok: 10 },
  { model: "gpt-5", input_per_mtok: 1.25, output_per_mtok: 10 },
  { model: "gpt-5-mini*", input_per_mtok: 0.25, output_per_mtok: 2 },
  { model: "gpt-5-nano*", input_per_mtok: 0.05, output_per_mtok: 0.4 },
  { model: "gpt-4.1", input_per_mtok: 2, output_per_mtok: 8 },
  { model: "gpt-4.1-mini*", input_per_mtok: 0.4, output_per_mtok: 1.6 },
  { model: "gpt-4o-mini*", input_per_mtok: 0.15, output_per_mtok: 0.6 },
];

/** The price table in use: the installation's own, or else the list prices. Index: settings_pkey. */
export async function readPrices(db: Queryable): Promise<readonly Price[]> {
  return pricesIn(await readSetting<StoredPrices>(db, PRICES_KEY));
}

/** The setting `model.prices`; null, and what is no table, stands for the list prices. */
export type StoredPrices = Price[] | null;

/** The price table of a stored setting. */
export const pricesIn = (stored: StoredPrices): readonly Price[] =>
  Array.isArray(stored) ? stored : DEFAULT_PRICES;

/**
 * The cost of the given tokens in US dollars; null if the table lacks the model or a count is missing. The longest matching
 * entry wins. `provider/model` is looked up as a whole first, then without the provider.
 */
export function priceOf(
  prices: readonly Price[],
  model: string | null,
  tokensIn: number | null,
  tokensOut: number | null,
): number | null {
  if (model === null || tokensIn === null || tokensOut === null) return null;
  const price =
    entryFor(prices, model) ?? entryFor(prices, model.slice(model.lastIndexOf("/") + 1));
  if (!price) return null;
  const micros = tokensIn * price.input_per_mtok + tokensOut * price.output_per_mtok;
  return Math.round(micros) / 1_000_000;
}

function entryFor(prices: readonly Price[], model: string): Price | undefined {
  const name = model.trim().toLowerCase();
  let best: Price | undefined;
  for (const price of prices) {
    if (fits(price.model.toLowerCase(), name) && rank(price) > rank(best)) best = price;
  }
  return best;
}

const fits = (entry: string, name: string): boolean =>
  entry.endsWith("*") ? name.startsWith(entry.slice(0, -1)) : entry === name;

/** A full name beats any prefix. */
const rank = (price: Price | undefined): number =>
  !price ? -1 : price.model.endsWith("*") ? price.model.length : 1_000 + price.model.length;
