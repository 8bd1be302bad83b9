import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { Done } from "@/lib/reviews/rounds/shapes";
import { markViewed } from "@/lib/reviews/rounds/viewed";
import { MarkViewed } from "@/lib/rounds/schema";
import { TaskPath } from "@/lib/tasks/schema";

export const PUT = defineRoute({
  id: "rounds.view",
  summary: "Mark a file of a task's change as viewed, for the caller alone",
  role: "operator",
  params: TaskPath,
  body: MarkViewed,
  response: Done,
  handle: async ({ ctx, params, body }) => {
    await markViewed(ctx, params.id, body);
    return ok({ success: true });
  },
});
