import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { byContentType } from "@/lib/http/answers";
import { ok, plainText } from "@/lib/http/respond";
import { DiagramQuery, TaskPath } from "@/lib/tasks/schema";
import { DiagramResponse } from "@/lib/tasks/shapes";
import { drawTask } from "@/lib/tasks/tickets/draw";

export const GET = defineRoute({
  id: "tasks.diagram",
  summary: "Draw a task and what is below it as Mermaid; as plain text when Accept asks for it",
  params: TaskPath,
  query: DiagramQuery,
  response: byContentType({ "application/json": DiagramResponse, "text/plain": z.string() }),
  handle: async ({ ctx, params, query, request }) => {
    const depth = query.recursive ? query.depth : 1;
    const mermaid = await drawTask(ctx, params.id, depth);
    const wantsText = /^text\/plain\b/i.test(request.headers.get("accept") ?? "");
    return wantsText ? plainText(`${mermaid}\n`) : ok({ mermaid });
  },
});
