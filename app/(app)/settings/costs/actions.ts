"use server";

import type { z } from "zod";
import { type ActionResult, act } from "@/lib/api/action";
import { parse } from "@/lib/http/validate";
import { listBudgets } from "@/lib/runs/budgets";
import { getPrices, setDailyBudget, setPrices } from "@/lib/runs/money";
import type { Budgets, PricesWire } from "@/lib/runs/money-shapes";
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
): Promise<ActionResult<PricesWire>> {
  return act(async (ctx) => {
    await setPrices(ctx, parse(SetPrices, input, "prices"));
    return getPrices(ctx);
  });
}
