import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { waitingOn } from "@/lib/tasks/read/detail";
import { taskGraph } from "@/lib/tasks/read/graph";
import { TaskGraphQuery } from "@/lib/tasks/schema";
import { taskToWire } from "@/lib/tasks/wire";
import { runsAround } from "@/lib/workflows/canvas/runs.sql";
import { GraphResponse } from "@/lib/workflows/canvas/shapes";

export const GET = defineRoute({
  id: "tasks.graph",
  summary:
    "Read how tasks hang together: epics, steps, links and runs of workflows, below one task or in whole projects",
  query: TaskGraphQuery,
  response: GraphResponse,
  handle: async ({ ctx, query }) => {
    const graph = await taskGraph(ctx, query);
    const [waiting, workflow_runs] = await Promise.all([
      waitingOn(ctx.db, graph.tasks),
      runsAround(ctx.db, graph.tasks),
    ]);
    return ok({
      ...graph,
      tasks: graph.tasks.map((task) => taskToWire(task, waiting.get(task.id))),
      workflow_runs,
    });
  },
});
