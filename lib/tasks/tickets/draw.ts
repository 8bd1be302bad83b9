import type { Context } from "@/lib/core/context";
import { getTask } from "@/lib/tasks/read/detail";
import { taskGraph } from "@/lib/tasks/read/graph";
import { TaskGraphQuery, type TaskRef } from "@/lib/tasks/schema";
import { mermaidOf } from "./diagram";

/** A task and what is below it down to `depth` levels (1 to 10) as a Mermaid flowchart. Fails with `not_found` or `forbidden`. */
export async function drawTask(ctx: Context, ref: TaskRef, depth: number): Promise<string> {
  const { task: root } = await getTask(ctx, ref);
  const { tasks, links } = await taskGraph(ctx, {
    ...TaskGraphQuery.parse({}),
    root: root.id,
    depth,
    limit: 5_000,
  });
  return mermaidOf(tasks, root.id, { depth, links });
}
