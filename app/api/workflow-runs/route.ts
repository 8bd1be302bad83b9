import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { listRuns } from "@/lib/workflows/run/read";
import { ListRuns } from "@/lib/workflows/run-schema";
import { WorkflowRunsResponse } from "@/lib/workflows/shapes";

export const GET = defineRoute({
  id: "workflow_runs.list",
  summary: "List runs of workflows, the newest first",
  query: ListRuns,
  response: WorkflowRunsResponse,
  handle: async ({ ctx, query }) => {
    const { runs, next } = await listRuns(ctx, query);
    return ok({ runs, next_cursor: next });
  },
});
