import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { threadOf } from "@/lib/tasks/read/thread";
import { TaskPath } from "@/lib/tasks/schema";
import { ThreadResponse } from "@/lib/tasks/shapes";

export const GET = defineRoute({
  id: "tasks.thread",
  summary: "Read the tasks that hand on to one and that it hands on to, first to last",
  params: TaskPath,
  response: ThreadResponse,
  handle: async ({ ctx, params }) => ok({ thread: await threadOf(ctx, params.id) }),
});
