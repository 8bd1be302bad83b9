import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { changeRuns } from "@/lib/workflows/bulk";
import { BulkRuns } from "@/lib/workflows/run-schema";
import { BulkRunsResponse } from "@/lib/workflows/shapes";

export const POST = defineRoute({
  id: "workflow_runs.bulk",
  summary: "Cancel several runs, all or none",
  role: "operator",
  body: BulkRuns,
  response: BulkRunsResponse,
  handle: async ({ ctx, body }) => ok({ action: body.action, runs: await changeRuns(ctx, body) }),
});
