import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { changeRuns } from "@/lib/workflows/bulk";
import { BulkRuns } from "@/lib/workflows/run-schema";
import { BulkRunsResponse } from "@/lib/workflows/shapes";

export const POST = defineRoute({
  id: "workflow_runs.bulk",
  summary: "Cancel several runs, retry what failed in them, or copy them, each by itself",
  role: "operator",
  body: BulkRuns,
  response: BulkRunsResponse,
  handle: async ({ ctx, body }) => ok(await changeRuns(ctx, body)),
});
