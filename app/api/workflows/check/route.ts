import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { checkSource } from "@/lib/workflows/catalog/define";
import { definitionToWire } from "@/lib/workflows/catalog/find";
import { CheckWorkflow } from "@/lib/workflows/catalog/schema";
import { CheckedWorkflowResponse } from "@/lib/workflows/catalog/shapes";
import { graphOf } from "@/lib/workflows/definition/graph";

export const POST = defineRoute({
  id: "workflows.check",
  summary: "Check a definition without keeping it: every problem with its place",
  body: CheckWorkflow,
  response: CheckedWorkflowResponse,
  handle: async ({ ctx, body: { name, ...given } }) => {
    const { definition, problems, warnings } = await checkSource(ctx, given, name);
    const graph = definition && graphOf(definition);
    return ok({
      ...{ valid: problems.length === 0, problems, warnings, graph },
      definition: definition && definitionToWire(definition),
    });
  },
});
