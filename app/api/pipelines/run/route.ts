import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { actOnPipeline, pipelineRuns } from "@/lib/mission-control/pipeline-runs";
import {
  ListPipelineRuns,
  PipelineAction,
  PipelineActionResponse,
  PipelineRunsResponse,
} from "@/lib/mission-control/workflow-shapes";

export const GET = defineRoute({
  id: "pipelines.runs",
  summary: "Read runs of pipelines, or one (for clients of Mission Control)",
  query: ListPipelineRuns,
  response: PipelineRunsResponse,
  handle: async ({ ctx, query }) => ok(await pipelineRuns(ctx, query)),
});

export const POST = defineRoute({
  id: "pipelines.act",
  summary:
    "Start a pipeline, say how its present step ended, or cancel a run (for clients of Mission Control)",
  role: "operator",
  body: PipelineAction,
  response: PipelineActionResponse,
  status: [200, 201],
  handle: async ({ ctx, body }) => {
    const { isNew, ...answer } = await actOnPipeline(ctx, body);
    return ok(answer, { status: isNew ? 201 : 200 });
  },
});
