import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import {
  createPipeline,
  listPipelines,
  removePipeline,
  updatePipeline,
} from "@/lib/mission-control/pipelines";
import {
  CreatePipeline,
  PipelineResponse,
  PipelinesResponse,
  RemoveById,
  SuccessResponse,
  UpdatePipeline,
} from "@/lib/mission-control/workflow-shapes";

export const GET = defineRoute({
  id: "pipelines.list",
  summary: "List pipelines with how their runs went (for clients of Mission Control)",
  response: PipelinesResponse,
  handle: async ({ ctx }) => ok({ pipelines: await listPipelines(ctx) }),
});

export const POST = defineRoute({
  id: "pipelines.create",
  summary: "Make a pipeline of templates (for clients of Mission Control)",
  role: "operator",
  body: CreatePipeline,
  response: PipelineResponse,
  status: 201,
  handle: async ({ ctx, body }) => created({ pipeline: await createPipeline(ctx, body) }),
});

export const PUT = defineRoute({
  id: "pipelines.update",
  summary: "Change a pipeline, or count a use of it (for clients of Mission Control)",
  role: "operator",
  body: UpdatePipeline,
  response: PipelineResponse,
  handle: async ({ ctx, body }) => ok({ pipeline: await updatePipeline(ctx, body) }),
});

export const DELETE = defineRoute({
  id: "pipelines.remove",
  summary: "Remove a pipeline (for clients of Mission Control)",
  role: "operator",
  body: RemoveById,
  response: SuccessResponse,
  handle: async ({ ctx, body }) => {
    await removePipeline(ctx, body.id);
    return ok({ success: true });
  },
});
