import { authorize } from "@/lib/auth/permissions";
import type { Context, TxContext } from "@/lib/core/context";
import { writeSetting } from "@/lib/core/settings";
import { record } from "@/lib/events/append";
import { recheckDispatchBlocks } from "./dispatch-blocks";
import { DAILY_BUDGET_KEY } from "./limits";
import { DEFAULT_PRICES, PRICES_KEY, type Price, readPrices } from "./prices";
import type { SetDailyBudget, SetPrices } from "./schema";

/** The price table in use; `isDefault` as long as nobody has set one. */
export async function getPrices(ctx: Context): Promise<{ prices: Price[]; isDefault: boolean }> {
  authorize(ctx.actor, "task.read");
  const prices = await readPrices(ctx.db);
  return { prices: [...prices], isDefault: prices === DEFAULT_PRICES };
}

/**
 * Replaces the price table; null restores the list prices. Admins only. Finished runs keep their cost. Tasks and reviews that wait for
 * a budget are checked again.
 */
export async function setPrices(ctx: Context, { prices }: SetPrices): Promise<void> {
  authorize(ctx.actor, "settings.manage");
  await ctx.transaction(async (tx) => {
    await write(tx, PRICES_KEY, prices);
    await recheckDispatchBlocks(tx, "price");
  });
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
