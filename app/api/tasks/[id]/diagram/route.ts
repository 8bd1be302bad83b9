import { defineRoute } from "@/lib/api/route";
import { DiagramResponse } from "@/lib/api/shapes";
import { ok, plainText } from "@/lib/http/respond";
import { getTask } from "@/lib/tasks/detail";
import { mermaidOf } from "@/lib/tasks/diagram";
import { taskGraph } from "@/lib/tasks/graph";
import { DiagramQuery, TaskGraphQuery, TaskPath } from "@/lib/tasks/schema";

export const GET = defineRoute({
  summary: "Draw a task and what is below it as Mermaid; as plain text when Accept asks for it",
  params: TaskPath,
  query: DiagramQuery,
  response: DiagramResponse,
  handle: async ({ ctx, params, query, request }) => {
    const depth = query.recursive ? query.depth : 1;
    const { task: root } = await getTask(ctx, params.id);
    const graph = await taskGraph(ctx, {
      ...TaskGraphQuery.parse({}),
      root: root.id,
      depth,
      limit: 5_000,
    });
    const mermaid = mermaidOf(graph.tasks, root.id, { depth, links: graph.links });
    const wantsText = /^text\/plain\b/i.test(request.headers.get("accept") ?? "");
    return wantsText ? plainText(`${mermaid}\n`) : ok({ mermaid });
  },
});
