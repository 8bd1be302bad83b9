"use server";

import type { z } from "zod";
import { type ActionResult, act } from "@/lib/api/action";
import { parse } from "@/lib/http/validate";
import { listBudgets } from "@/lib/runs/budgets";
import { getPrices, setDailyBudget, setPrices } from "@/lib/runs/money";
import type { Budgets } from "@/lib/runs/money-shapes";
import type { Price } from "@/lib/runs/prices";
import { SetDailyBudget, SetPrices } from "@/lib/runs/schema";

export async function setDailyBudgetAction(
  input: z.input<typeof SetDailyBudget>,
): Promise<ActionResult<Budgets>> {
  return act(async (ctx) => {
    await setDailyBudget(ctx, parse(SetDailyBudget, input, "budget"));
    return listBudgets(ctx);
  });
}

export async function setPricesAction(
  input: z.input<typeof SetPrices>,
): Promise<ActionResult<{ prices: Price[]; is_default: boolean }>> {
  return act(async (ctx) => {
    await setPrices(ctx, parse(SetPrices, input, "prices"));
    const { prices, isDefault } = await getPrices(ctx);
    return { prices, is_default: isDefault };
  });
}
