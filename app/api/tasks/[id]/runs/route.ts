import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { runsOfTask } from "@/lib/runs/queries";
import { TaskRunsResponse } from "@/lib/runs/shapes";
import { runToWire } from "@/lib/runs/wire";
import { getTask } from "@/lib/tasks/read/detail";
import { TaskPath } from "@/lib/tasks/schema";

export const GET = defineRoute({
  id: "tasks.runs",
  summary: "Read a task's runs, newest first",
  params: TaskPath,
  response: TaskRunsResponse,
  handle: async ({ ctx, params }) => {
    const { task } = await getTask(ctx, params.id);
    return ok({ runs: (await runsOfTask(ctx.db, task.id)).map(runToWire) });
  },
});
