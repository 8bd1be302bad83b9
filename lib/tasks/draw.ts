import type { Context } from "@/lib/core/context";
import { getTask } from "./detail";
import { mermaidOf } from "./diagram";
import { taskGraph } from "./graph";
import { TaskGraphQuery, type TaskRef } from "./schema";

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
