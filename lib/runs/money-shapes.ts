import { z } from "zod";
import { Seconds, TextOrNull, UsdOrNull } from "@/lib/core/shapes";
import { COST_GROUPS } from "./schema";

/** The shapes of answers about money. Amounts are US dollars. */
const cost = {
  runs: z.int(),
  tokens_in: z.number(),
  tokens_out: z.number(),
  /** The sum over runs whose cost is known; null if there are runs but no cost is known. */
  cost_usd: UsdOrNull,
  /** The number of finished runs whose cost is unknown. */
  cost_unknown: z.int(),
};
const CostShape = z.strictObject(cost);
/** Sums over runs. */
export type CostWire = z.output<typeof CostShape>;

const CostGroupShape = z.strictObject({ key: TextOrNull, name: TextOrNull, ...cost }).meta({
  id: "CostGroup",
  description:
    "`key` is the agent's name, the project's id, the model, the ticket or the day, and null for runs that have none; `name` is what people call it.",
});
export type CostGroup = z.output<typeof CostGroupShape>;

export const CostsResponse = z.strictObject({
  group: z.enum(COST_GROUPS),
  since: Seconds,
  groups: z.array(CostGroupShape),
  total: CostShape,
});
export type Costs = z.output<typeof CostsResponse>;

const BudgetShape = z
  .strictObject({
    key: z.string(),
    name: z.string(),
    budget_usd: UsdOrNull,
    daily_budget_usd: UsdOrNull,
    spent_usd: z.number(),
    spent_today_usd: z.number(),
    reserved_usd: z.number(),
  })
  .meta({
    id: "Budget",
    description:
      "A budget and what is spent of it. `key` is the agent's name or the project's id; `reserved_usd` is set aside for open runs.",
  });
export type BudgetWire = z.output<typeof BudgetShape>;
export const BudgetsResponse = z.strictObject({
  /** The daily budget of the whole installation; null for a key that is limited to a project. */
  day: z
    .object({
      daily_usd: UsdOrNull,
      spent_today_usd: z.number(),
      reserved_usd: z.number(),
    })
    .nullable(),
  agents: z.array(BudgetShape),
  projects: z.array(BudgetShape),
});
export type Budgets = z.output<typeof BudgetsResponse>;

export const PricesResponse = z.strictObject({
  prices: z.array(
    z.strictObject({ model: z.string(), input_per_mtok: z.number(), output_per_mtok: z.number() }),
  ),
  /** Whether these are the list prices. */
  is_default: z.boolean(),
  etag: z.string(),
});
export type PricesWire = z.output<typeof PricesResponse>;
