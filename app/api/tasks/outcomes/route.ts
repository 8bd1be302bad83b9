import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { OutcomesQuery, OutcomesResponse } from "@/lib/tasks/outcome-shapes";
import { taskOutcomes } from "@/lib/tasks/read/outcomes";

export const GET = defineRoute({
  id: "tasks.outcomes",
  summary: "How finished work ended, by agent and priority",
  query: OutcomesQuery,
  response: OutcomesResponse,
  handle: async ({ ctx, query }) => ok(await taskOutcomes(ctx, query.timeframe)),
});
