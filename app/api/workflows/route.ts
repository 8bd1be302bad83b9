import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import {
  createTemplate,
  listTemplates,
  removeTemplate,
  updateTemplate,
} from "@/lib/mission-control/templates";
import {
  ClientTemplatesResponse,
  CreateTemplate,
  RemoveById,
  SuccessResponse,
  TemplateResponse,
  UpdateTemplate,
} from "@/lib/mission-control/workflow-shapes";
import { defineWorkflow } from "@/lib/workflows/catalog/define";
import { listWorkflows, readWorkflow } from "@/lib/workflows/catalog/find";
import { DefineWorkflow, ListWorkflows } from "@/lib/workflows/catalog/schema";
import { DefinedWorkflowResponse, WorkflowListResponse } from "@/lib/workflows/catalog/shapes";

export const GET = defineRoute({
  id: "workflows.list",
  summary:
    "List workflows by name, with their latest version and newest runs, and the templates of clients of Mission Control",
  query: ListWorkflows,
  response: WorkflowListResponse.extend(ClientTemplatesResponse.shape),
  handle: async ({ ctx, query }) =>
    ok({ workflows: await listWorkflows(ctx, query), templates: await listTemplates(ctx) }),
});

export const POST = defineRoute({
  id: "workflows.define",
  summary:
    "Define a workflow, or a new version of it, from YAML, JSON or a shipped template; with task_prompt a template of clients of Mission Control",
  role: "operator",
  body: z.union([DefineWorkflow, CreateTemplate]),
  response: z.union([DefinedWorkflowResponse, TemplateResponse]),
  status: [201, 200],
  handle: async ({ ctx, body: given }) => {
    if ("task_prompt" in given) return created({ template: await createTemplate(ctx, given) });
    const { project_id: projectId, ...body } = given;
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

export const PUT = defineRoute({
  id: "workflows.update_template",
  summary: "Change a template, or count a use of it (for clients of Mission Control)",
  role: "operator",
  body: UpdateTemplate,
  response: TemplateResponse,
  handle: async ({ ctx, body }) => ok({ template: await updateTemplate(ctx, body) }),
});

export const DELETE = defineRoute({
  id: "workflows.remove_template",
  summary: "Remove a template (for clients of Mission Control)",
  role: "operator",
  body: RemoveById,
  response: SuccessResponse,
  handle: async ({ ctx, body }) => {
    await removeTemplate(ctx, body.id);
    return ok({ success: true });
  },
});
