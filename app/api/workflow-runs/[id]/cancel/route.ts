import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { readRun } from "@/lib/workflows/run/read";
import { cancelRun } from "@/lib/workflows/run/verbs";
import { CancelRun, RunPath } from "@/lib/workflows/run-schema";
import { WorkflowRunResponse } from "@/lib/workflows/shapes";

export const POST = defineRoute({
  id: "workflow_runs.cancel",
  summary: "Cancel a run: what works on it is stopped, and what waits is cancelled",
  role: "operator",
  params: RunPath,
  body: CancelRun,
  response: WorkflowRunResponse,
  handle: async ({ ctx, params, body }) => {
    await cancelRun(ctx, params.id, body.reason ?? undefined);
    return ok({ run: await readRun(ctx, params.id) });
  },
});
