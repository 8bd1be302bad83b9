import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { releaseTask } from "@/lib/tasks/change/report";
import { ReleaseTask, TaskPath } from "@/lib/tasks/schema";
import { TaskResponse } from "@/lib/tasks/shapes";
import { etagOf, taskToWire } from "@/lib/tasks/wire";

export const POST = defineRoute({
  id: "tasks.release",
  summary: "Put a claimed task back",
  role: "operator",
  params: TaskPath,
  body: ReleaseTask,
  response: TaskResponse,
  handle: async ({ ctx, params, body }) => {
    const task = await releaseTask(ctx, {
      ref: params.id,
      runId: body.run_id,
      reason: body.reason,
    });
    return ok({ task: taskToWire(task) }, { etag: etagOf(task) });
  },
});
