import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { pageOfChildren, waitingOn } from "@/lib/tasks/read/detail";
import { ChildrenPage, ReorderSteps, TaskPath } from "@/lib/tasks/schema";
import { ChildrenResponse, ReorderedResponse } from "@/lib/tasks/shapes";
import { reorderSteps } from "@/lib/tasks/structure/reorder";
import { taskToWire } from "@/lib/tasks/wire";

export const GET = defineRoute({
  id: "tasks.children",
  summary: "Read a task's children in their order",
  params: TaskPath,
  query: ChildrenPage,
  response: ChildrenResponse,
  handle: async ({ ctx, params, query }) => {
    const page = await pageOfChildren(ctx, params.id, query);
    const waiting = await waitingOn(ctx.db, page.tasks);
    return ok({
      tasks: page.tasks.map((task) => taskToWire(task, waiting.get(task.id))),
      total: page.total,
      next_cursor: page.nextCursor,
    });
  },
});

export const PUT = defineRoute({
  id: "tasks.reorder",
  summary: "Make steps of a task's children, in the given order",
  role: "operator",
  params: TaskPath,
  body: ReorderSteps,
  response: ReorderedResponse,
  handle: async ({ ctx, params, body }) => {
    const children = await reorderSteps(ctx, { parent: params.id, order: body.order });
    const waiting = await waitingOn(ctx.db, children);
    return ok({ children: children.map((task) => taskToWire(task, waiting.get(task.id))) });
  },
});
