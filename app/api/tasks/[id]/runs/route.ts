import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { runsOfTask } from "@/lib/runs/queries";
import { runToWire } from "@/lib/runs/wire";
import { getTask } from "@/lib/tasks/detail";
import { TaskPath } from "@/lib/tasks/schema";

export const GET = defineRoute({
  summary: "Read a task's runs, newest first",
  params: TaskPath,
  handle: async ({ ctx, params }) => {
    const { task } = await getTask(ctx, params.id);
    return ok({ runs: (await runsOfTask(ctx.db, task.id)).map(runToWire) });
  },
});
