import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { readRun } from "@/lib/workflows/run/read";
import { RunPath } from "@/lib/workflows/run-schema";
import { WorkflowRunResponse } from "@/lib/workflows/shapes";

export const GET = defineRoute({
  id: "workflow_runs.read",
  summary: "Read a run of a workflow with its stages",
  params: RunPath,
  response: WorkflowRunResponse,
  handle: async ({ ctx, params }) => ok({ run: await readRun(ctx, params.id) }),
});
