import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { listBudgets } from "@/lib/runs/budgets";
import { setDailyBudget } from "@/lib/runs/money";
import { BudgetsResponse } from "@/lib/runs/money-shapes";
import { SetDailyBudget } from "@/lib/runs/schema";

export const GET = defineRoute({
  id: "budgets.list",
  summary: "List the budgets that are set, and what is spent of them",
  response: BudgetsResponse,
  handle: async ({ ctx }) => ok(await listBudgets(ctx)),
});

export const PUT = defineRoute({
  id: "budgets.set_daily",
  summary: "Set what the whole installation may spend on a day",
  response: BudgetsResponse,
  role: "admin",
  body: SetDailyBudget,
  handle: async ({ ctx, body }) => {
    await setDailyBudget(ctx, body);
    return ok(await listBudgets(ctx));
  },
});
