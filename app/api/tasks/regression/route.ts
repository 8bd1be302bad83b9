import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { RegressionQuery, RegressionResponse } from "@/lib/tasks/outcome-shapes";
import { taskRegression } from "@/lib/tasks/read/outcomes";

export const GET = defineRoute({
  id: "tasks.regression",
  summary: "Compare work finished before and after a change",
  query: RegressionQuery,
  response: RegressionResponse,
  handle: async ({ ctx, query }) =>
    ok(
      await taskRegression(ctx, {
        betaStart: query.beta_start,
        lookbackSeconds: query.lookback_seconds,
      }),
    ),
});
