import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { retryTask } from "@/lib/tasks/change/report";
import { RetryTask, TaskPath } from "@/lib/tasks/schema";
import { TaskResponse } from "@/lib/tasks/shapes";
import { etagOf, taskToWire } from "@/lib/tasks/wire";

export const POST = defineRoute({
  id: "tasks.retry",
  summary: "Reopen a finished task, or unblock a blocked one",
  role: "operator",
  params: TaskPath,
  body: RetryTask,
  response: TaskResponse,
  handle: async ({ ctx, params, body }) => {
    const task = await retryTask(ctx, { ref: params.id, reason: body.reason });
    return ok({ task: taskToWire(task) }, { etag: etagOf(task) });
  },
});
