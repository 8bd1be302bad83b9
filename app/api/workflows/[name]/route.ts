import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { archiveWorkflow, defineWorkflow } from "@/lib/workflows/catalog/define";
import { findWorkflow, readListed, readWorkflow } from "@/lib/workflows/catalog/find";
import { ReplaceWorkflow, WorkflowQuery } from "@/lib/workflows/catalog/schema";
import {
  ArchivedWorkflowResponse,
  DefinedWorkflowResponse,
  WorkflowResponse,
} from "@/lib/workflows/catalog/shapes";
import { WorkflowPath } from "@/lib/workflows/run-schema";

export const GET = defineRoute({
  id: "workflows.read",
  summary: "Read a workflow with its versions, and one of them in full: the latest by default",
  params: WorkflowPath,
  query: WorkflowQuery,
  response: WorkflowResponse,
  handle: async ({ ctx, params, query }) =>
    ok({ workflow: await readWorkflow(ctx, params.name, query.version) }),
});

export const PUT = defineRoute({
  id: "workflows.replace",
  summary: "Add a version to a workflow; with base_version only if nobody else has since",
  role: "operator",
  params: WorkflowPath,
  body: ReplaceWorkflow,
  response: DefinedWorkflowResponse,
  handle: async ({
    ctx,
    params,
    body: { project_id: projectId, base_version: baseVersion, ...body },
  }) => {
    const { name } = await findWorkflow(ctx, params.name);
    const defined = await defineWorkflow(ctx, { ...body, name, projectId, baseVersion });
    return ok({
      workflow: await readWorkflow(ctx, name),
      version: defined.version.version,
      is_new: false,
      is_new_version: defined.isNewVersion,
      warnings: defined.warnings,
    });
  },
});

export const DELETE = defineRoute({
  id: "workflows.archive",
  summary: "Archive a workflow: it starts no more runs; its runs and versions stay",
  role: "operator",
  params: WorkflowPath,
  response: ArchivedWorkflowResponse,
  handle: async ({ ctx, params }) => {
    const { id } = await findWorkflow(ctx, params.name);
    await archiveWorkflow(ctx, params.name);
    return ok({ workflow: await readListed(ctx, id) });
  },
});
