import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { readRun } from "@/lib/workflows/run/read";
import { skipStage } from "@/lib/workflows/run/verbs";
import { RunPath, SkipStage } from "@/lib/workflows/run-schema";
import { WorkflowRunResponse } from "@/lib/workflows/shapes";

export const POST = defineRoute({
  id: "workflow_runs.skip",
  summary: "Skip a stage of a run",
  role: "operator",
  params: RunPath,
  body: SkipStage,
  response: WorkflowRunResponse,
  handle: async ({ ctx, params, body }) => {
    await skipStage(ctx, params.id, body.stage);
    return ok({ run: await readRun(ctx, params.id) });
  },
});
