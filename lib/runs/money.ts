import { createHash } from "node:crypto";
import { authorize } from "@/lib/auth/permissions";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, invalid } from "@/lib/core/errors";
import { lockSetting, writeSetting } from "@/lib/core/settings";
import { record } from "@/lib/events/append";
import { recheckDispatchBlocks } from "./dispatch-blocks";
import { DAILY_BUDGET_KEY } from "./limits";
import type { PricesWire } from "./money-shapes";
import { DEFAULT_PRICES, PRICES_KEY, type Price, readPrices } from "./prices";
import { MAX_PRICES, type SetDailyBudget, type SetPrices } from "./schema";

/** The price table in use; `is_default` as long as nobody has set one. */
export async function getPrices(ctx: Context): Promise<PricesWire> {
  authorize(ctx.actor, "task.read");
  const prices = await readPrices(ctx.db);
  return {
    prices: [...prices],
    is_default: prices === DEFAULT_PRICES,
    etag: pricesEtag(prices),
  };
}

/**
 * Replaces the price table, or changes single models of it; null restores the list prices. Admins only. Fails with
 * `stale_etag` if the table has changed since the caller read it. Finished runs keep their cost. Tasks and reviews that
 * wait for a budget are checked again.
 */
export async function setPrices(ctx: Context, input: SetPrices): Promise<void> {
  authorize(ctx.actor, "settings.manage");
  await ctx.transaction(async (tx) => {
    await lockSetting(tx, PRICES_KEY);
    const before = await readPrices(tx.db);
    if (input.etag !== undefined && input.etag !== pricesEtag(before)) {
      throw new DomainError("stale_etag", "The prices have changed since you read them", {
        etag: pricesEtag(before),
        fix: "read the prices again, decide anew and send their etag",
      });
    }
    await write(tx, PRICES_KEY, changedPrices(before, input));
    await recheckDispatchBlocks(tx, "price");
  });
}

/** The table after the change; null for the list prices. */
function changedPrices(
  before: readonly Price[],
  { prices, set, remove }: SetPrices,
): readonly Price[] | null {
  if (set === undefined && remove === undefined) {
    if (prices === undefined) {
      throw invalid("prices", "is required", {
        fix: "send the whole table as prices, or what to set and remove",
      });
    }
    return prices;
  }
  if (prices !== undefined) {
    throw invalid("prices", "cannot stand beside set and remove", {
      fix: "send the whole table as prices, or only what to set and remove",
    });
  }
  const nameOf = (model: string) => model.trim().toLowerCase();
  const table = new Map(before.map((price) => [nameOf(price.model), price]));
  for (const model of remove ?? []) table.delete(nameOf(model));
  for (const price of set ?? []) table.set(nameOf(price.model), price);
  if (table.size > MAX_PRICES) {
    throw invalid("set", `would give the table ${table.size} models of ${MAX_PRICES}`, {
      fix: "remove some, with remove",
    });
  }
  return [...table.values()];
}

/** Changes with anything in the table. */
function pricesEtag(prices: readonly Price[]): string {
  const rows = prices.map((price) => [price.model, price.input_per_mtok, price.output_per_mtok]);
  return createHash("sha256").update(JSON.stringify(rows)).digest("base64url").slice(0, 16);
}

/** Sets how much the whole installation may spend per day (UTC); null removes the limit. Admins only. */
export async function setDailyBudget(ctx: Context, { daily_usd }: SetDailyBudget): Promise<void> {
  authorize(ctx.actor, "settings.manage");
  await ctx.transaction(async (tx) => {
    await write(tx, DAILY_BUDGET_KEY, daily_usd);
    await recheckDispatchBlocks(tx, "day");
  });
}

async function write(tx: TxContext, key: string, value: unknown): Promise<void> {
  await writeSetting(tx, key, value);
  await record(tx, { type: "settings.updated", data: { key, value } });
}
