import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { failTask } from "@/lib/tasks/change/report";
import { FailTask, TaskPath } from "@/lib/tasks/schema";
import { TaskResponse } from "@/lib/tasks/shapes";
import { etagOf, taskToWire } from "@/lib/tasks/wire";

export const POST = defineRoute({
  id: "tasks.fail",
  summary: "Give a task up for good",
  role: "operator",
  params: TaskPath,
  body: FailTask,
  response: TaskResponse,
  handle: async ({ ctx, params, body }) => {
    const task = await failTask(ctx, { ref: params.id, runId: body.run_id, error: body.error });
    return ok({ task: taskToWire(task) }, { etag: etagOf(task) });
  },
});
