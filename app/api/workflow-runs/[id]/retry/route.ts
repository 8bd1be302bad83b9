import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { readRun } from "@/lib/workflows/run/read";
import { retryRun } from "@/lib/workflows/run/verbs";
import { RetryRun, RunPath } from "@/lib/workflows/run-schema";
import { WorkflowRunResponse } from "@/lib/workflows/shapes";

export const POST = defineRoute({
  id: "workflow_runs.retry",
  summary:
    "Run a stage of a failed run again, and what comes after it, with changed inputs if they are given",
  role: "operator",
  params: RunPath,
  body: RetryRun,
  response: WorkflowRunResponse,
  handle: async ({ ctx, params, body }) => {
    await retryRun(ctx, params.id, body);
    return ok({ run: await readRun(ctx, params.id) });
  },
});
