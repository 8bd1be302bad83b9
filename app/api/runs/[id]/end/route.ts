import { defineRoute } from "@/lib/api/route";
import { endClaimed } from "@/lib/dispatch/end-claimed";
import { ok } from "@/lib/http/respond";
import { EndRun, RunPath } from "@/lib/runs/schema";
import { TaskResponse } from "@/lib/tasks/shapes";
import { etagOf, taskToWire } from "@/lib/tasks/wire";

export const POST = defineRoute({
  id: "runs.end",
  summary: "End a claimed run without a result: its task is tried again, waits, or has failed",
  role: "operator",
  params: RunPath,
  body: EndRun,
  response: TaskResponse,
  handle: async ({ ctx, params, body }) => {
    const task = await endClaimed(ctx, params.id, body);
    return ok({ task: taskToWire(task) }, { etag: etagOf(task) });
  },
});
