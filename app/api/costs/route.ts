import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { costsBy } from "@/lib/runs/costs";
import { CostsResponse } from "@/lib/runs/money-shapes";
import { CostQuery } from "@/lib/runs/schema";

export const GET = defineRoute({
  id: "costs.sum",
  summary: "Sum up tokens and cost by task, agent, project, day or model",
  response: CostsResponse,
  query: CostQuery,
  handle: async ({ ctx, query }) => ok(await costsBy(ctx, query)),
});
