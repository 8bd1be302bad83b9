import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { ParentsQuery } from "@/lib/tasks/schema";
import { ParentsResponse } from "@/lib/tasks/shapes";
import { parentsOf } from "@/lib/tasks/structure/parents";

export const GET = defineRoute({
  id: "tasks.parents",
  summary:
    "Read what stands above tasks of a list: title, the order of its steps, and its own parents",
  query: ParentsQuery,
  response: ParentsResponse,
  handle: async ({ ctx, query }) => ok({ parents: await parentsOf(ctx, query.ids) }),
});
