import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { beginRun } from "@/lib/workflows/begin";
import { listRuns } from "@/lib/workflows/run/read";
import { RunsPage, StartRun, WorkflowPath } from "@/lib/workflows/run-schema";
import { StartedRunResponse, WorkflowRunsResponse } from "@/lib/workflows/shapes";

export const GET = defineRoute({
  id: "workflow_runs.of",
  summary: "List the runs of a workflow, the newest first",
  params: WorkflowPath,
  query: RunsPage,
  response: WorkflowRunsResponse,
  handle: async ({ ctx, params, query }) => {
    const { runs, next } = await listRuns(ctx, { ...query, workflow: params.name });
    return ok({ runs, next_cursor: next });
  },
});

export const POST = defineRoute({
  id: "workflow_runs.start",
  summary:
    "Start a workflow, run a copy of an earlier run, or with dry_run say what a run would do",
  role: "operator",
  params: WorkflowPath,
  body: StartRun,
  response: StartedRunResponse,
  status: [201, 200],
  handle: async ({ ctx, params, body }) => {
    const answer = await beginRun(ctx, params.name, body);
    return "run" in answer ? created(answer) : ok(answer);
  },
});
