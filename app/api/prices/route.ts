import { defineRoute } from "@/lib/api/route";
import type { Context } from "@/lib/core/context";
import { ok } from "@/lib/http/respond";
import { getPrices, setPrices } from "@/lib/runs/money";
import { PricesResponse } from "@/lib/runs/money-shapes";
import { SetPrices } from "@/lib/runs/schema";

export const GET = defineRoute({
  id: "prices.read",
  summary: "Read the table of model prices",
  response: PricesResponse,
  handle: ({ ctx }) => answer(ctx),
});

export const PUT = defineRoute({
  id: "prices.set",
  summary: "Set the table of model prices or single ones, or go back to the list prices",
  response: PricesResponse,
  role: "admin",
  body: SetPrices,
  handle: async ({ ctx, body }) => {
    await setPrices(ctx, body);
    return answer(ctx);
  },
});

const answer = async (ctx: Context): Promise<Response> => ok(await getPrices(ctx));
