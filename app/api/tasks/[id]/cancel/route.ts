import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { cancelTask } from "@/lib/tasks/change/report";
import { CancelTask, TaskPath } from "@/lib/tasks/schema";
import { TaskResponse } from "@/lib/tasks/shapes";
import { etagOf, taskToWire } from "@/lib/tasks/wire";

export const POST = defineRoute({
  id: "tasks.cancel",
  summary: "Cancel a task",
  role: "operator",
  params: TaskPath,
  body: CancelTask,
  response: TaskResponse,
  handle: async ({ ctx, params, body }) => {
    const task = await cancelTask(ctx, { ref: params.id, reason: body.reason });
    return ok({ task: taskToWire(task) }, { etag: etagOf(task) });
  },
});
