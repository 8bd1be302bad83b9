import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { RunPath } from "@/lib/runs/schema";
import { TreeResponse } from "@/lib/turns/shapes";
import { treeOf } from "@/lib/turns/tree";

export const GET = defineRoute({
  id: "runs.tree",
  summary: "Read the runs that were opened above and below a run, and what they cost together",
  params: RunPath,
  response: TreeResponse,
  handle: async ({ ctx, params }) => ok(await treeOf(ctx, params.id)),
});
