import { type CanvasScope, graphQuery } from "@/components/canvas/canvas-view";
import { type CanvasGraph, toCanvasTask } from "@/components/canvas/model/canvas-task";
import type { Context } from "@/lib/core/context";
import { parse, queryObject } from "@/lib/http/validate";
import { waitingOn } from "@/lib/tasks/read/detail";
import { taskGraph } from "@/lib/tasks/read/graph";
import { TaskGraphQuery } from "@/lib/tasks/schema";
import { taskToWire } from "@/lib/tasks/wire";
import { runsAround } from "@/lib/workflows/canvas/runs.sql";

/** The response of GET /api/tasks/graph, reduced to what the canvas shows. */
export async function readGraph(ctx: Context, scope: CanvasScope): Promise<CanvasGraph> {
  const asked = new URL(`http://canvas.invalid/?${graphQuery(scope)}`);
  const graph = await taskGraph(ctx, parse(TaskGraphQuery, queryObject(asked), "query"));
  const [waiting, workflow_runs] = await Promise.all([
    waitingOn(ctx.db, graph.tasks),
    runsAround(ctx.db, graph.tasks),
  ]);
  return {
    ...graph,
    tasks: graph.tasks.map((task) => toCanvasTask(taskToWire(task, waiting.get(task.id)))),
    workflow_runs,
  };
}
