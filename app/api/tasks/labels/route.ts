import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { LabelsResponse, ListLabels, listLabels } from "@/lib/tasks/labels";

export const GET = defineRoute({
  id: "tasks.labels",
  summary: "List the labels in use with how many tasks have each, the most used first",
  query: ListLabels,
  response: LabelsResponse,
  handle: async ({ ctx, query }) => ok(await listLabels(ctx, query)),
});
