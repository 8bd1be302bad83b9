import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { waitingOn } from "@/lib/tasks/read/detail";
import { taskGraph } from "@/lib/tasks/read/graph";
import { TaskGraphQuery } from "@/lib/tasks/schema";
import { TaskGraphResponse } from "@/lib/tasks/shapes";
import { taskToWire } from "@/lib/tasks/wire";

export const GET = defineRoute({
  id: "tasks.graph",
  summary:
    "Read how tasks hang together: epics, steps and links, below one task or in whole projects",
  query: TaskGraphQuery,
  response: TaskGraphResponse,
  handle: async ({ ctx, query }) => {
    const graph = await taskGraph(ctx, query);
    const waiting = await waitingOn(ctx.db, graph.tasks);
    return ok({
      ...graph,
      tasks: graph.tasks.map((task) => taskToWire(task, waiting.get(task.id))),
    });
  },
});
