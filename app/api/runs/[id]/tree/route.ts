import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { RunPath } from "@/lib/runs/schema";
import { TreeQuery } from "@/lib/turns/schema";
import { TreeResponse } from "@/lib/turns/shapes";
import { treeOf } from "@/lib/turns/tree";

export const GET = defineRoute({
  id: "runs.tree",
  summary: "Read the runs that were opened above and below a run, and what they cost together",
  params: RunPath,
  query: TreeQuery,
  response: TreeResponse,
  handle: async ({ ctx, params, query }) => ok(await treeOf(ctx, params.id, query)),
});
