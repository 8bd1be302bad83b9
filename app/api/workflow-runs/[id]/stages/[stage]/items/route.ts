import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { listItems } from "@/lib/workflows/run/read-items";
import { ItemsPage, StagePath } from "@/lib/workflows/run-schema";
import { WorkflowItemsResponse } from "@/lib/workflows/shapes";

export const GET = defineRoute({
  id: "workflow_runs.items",
  summary: "List the items of a stage with foreach, or the iterations of a loop, in their order",
  params: StagePath,
  query: ItemsPage,
  response: WorkflowItemsResponse,
  handle: async ({ ctx, params, query }) => {
    const { items, next } = await listItems(ctx, params.id, params.stage, query);
    return ok({ items, next_cursor: next });
  },
});
