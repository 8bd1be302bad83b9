import { z } from "zod";
import { COST_GROUPS } from "./schema";

/** What answers about money look like; amounts are US dollars. */
const Cost = {
  runs: z.int(),
  tokens_in: z.number(),
  tokens_out: z.number(),
  cost_usd: z.number().nullable(),
  cost_unknown: z.int(),
};

export const CostsResponse = z.object({
  group: z.enum(COST_GROUPS),
  since: z.int(),
  groups: z.array(z.object({ key: z.string().nullable(), name: z.string().nullable(), ...Cost })),
  total: z.object(Cost),
});

const Budget = z.object({
  key: z.string(),
  name: z.string(),
  budget_usd: z.number().nullable(),
  daily_budget_usd: z.number().nullable(),
  spent_usd: z.number(),
  spent_today_usd: z.number(),
  reserved_usd: z.number(),
});
export const BudgetsResponse = z.object({
  day: z
    .object({
      daily_usd: z.number().nullable(),
      spent_today_usd: z.number(),
      reserved_usd: z.number(),
    })
    .nullable(),
  agents: z.array(Budget),
  projects: z.array(Budget),
});

export const PricesResponse = z.object({
  prices: z.array(
    z.object({ model: z.string(), input_per_mtok: z.number(), output_per_mtok: z.number() }),
  ),
  /** The list prices, which nobody has changed. */
  is_default: z.boolean(),
});
