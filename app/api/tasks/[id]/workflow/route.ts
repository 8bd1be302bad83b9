import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { TaskPath } from "@/lib/tasks/schema";
import { readWorkflow } from "@/lib/workflows/catalog/find";
import { DefinedWorkflowResponse } from "@/lib/workflows/catalog/shapes";
import { workflowFromTask } from "@/lib/workflows/from-task";
import { TaskToWorkflow } from "@/lib/workflows/run-schema";

export const POST = defineRoute({
  id: "tasks.workflow",
  summary: "Make a workflow of a task: its steps become stages, their descriptions prompts",
  role: "operator",
  params: TaskPath,
  body: TaskToWorkflow,
  response: DefinedWorkflowResponse,
  status: [201, 200],
  handle: async ({ ctx, params, body }) => {
    const { workflow, version, isNew, isNewVersion, warnings } = await workflowFromTask(
      ctx,
      params.id,
      body,
    );
    const answer = {
      workflow: await readWorkflow(ctx, workflow.name),
      version: version.version,
      is_new: isNew,
      is_new_version: isNewVersion,
      warnings,
    };
    return ok(answer, { status: isNew ? 201 : 200 });
  },
});
