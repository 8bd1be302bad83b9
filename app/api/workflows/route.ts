import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { defineWorkflow } from "@/lib/workflows/catalog/define";
import { listWorkflows, readWorkflow } from "@/lib/workflows/catalog/find";
import { DefineWorkflow, ListWorkflows } from "@/lib/workflows/catalog/schema";
import { DefinedWorkflowResponse, WorkflowListResponse } from "@/lib/workflows/catalog/shapes";

export const GET = defineRoute({
  id: "workflows.list",
  summary: "List workflows by name, with their latest version and newest runs",
  query: ListWorkflows,
  response: WorkflowListResponse,
  handle: async ({ ctx, query }) => ok({ workflows: await listWorkflows(ctx, query) }),
});

export const POST = defineRoute({
  id: "workflows.define",
  summary: "Define a workflow, or a new version of it, from YAML, JSON or a shipped template",
  role: "operator",
  body: DefineWorkflow,
  response: DefinedWorkflowResponse,
  status: [201, 200],
  handle: async ({ ctx, body: { project_id: projectId, ...body } }) => {
    const defined = await defineWorkflow(ctx, { ...body, projectId });
    const answer = {
      workflow: await readWorkflow(ctx, defined.workflow.name),
      version: defined.version.version,
      is_new: defined.isNew,
      is_new_version: defined.isNewVersion,
      warnings: defined.warnings,
    };
    return defined.isNew ? created(answer) : ok(answer);
  },
});
