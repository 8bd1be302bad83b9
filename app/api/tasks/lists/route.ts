import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { waitingOn } from "@/lib/tasks/read/detail";
import { listSeveral } from "@/lib/tasks/read/lists";
import { TaskListsQuery } from "@/lib/tasks/schema";
import { TaskListsResponse } from "@/lib/tasks/shapes";
import { taskToWire } from "@/lib/tasks/wire";

export const GET = defineRoute({
  id: "tasks.lists",
  summary: "Read several lists of tasks at once, such as the columns of a board",
  query: TaskListsQuery,
  response: TaskListsResponse,
  handle: async ({ ctx, query }) => {
    const pages = await listSeveral(ctx, query.lists);
    const waiting = await waitingOn(
      ctx.db,
      pages.flatMap(({ tasks }) => tasks),
    );
    return ok({
      lists: pages.map(({ tasks, total, page, limit, nextCursor }) => ({
        tasks: tasks.map((task) => taskToWire(task, waiting.get(task.id))),
        total,
        page,
        limit,
        next_cursor: nextCursor,
      })),
    });
  },
});
