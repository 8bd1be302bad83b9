import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { bulkUpdate } from "@/lib/tasks/change/bulk";
import { createTask } from "@/lib/tasks/change/create";
import { waitingOn } from "@/lib/tasks/read/detail";
import { listTasks } from "@/lib/tasks/read/list";
import { BulkUpdate, CreateTask, ListTasks } from "@/lib/tasks/schema";
import { BulkUpdateResponse, TaskListResponse, TaskResponse } from "@/lib/tasks/shapes";
import { etagOf, taskToWire } from "@/lib/tasks/wire";

export const GET = defineRoute({
  id: "tasks.list",
  summary: "List tasks",
  query: ListTasks,
  response: TaskListResponse,
  handle: async ({ ctx, query }) => {
    const page = await listTasks(ctx, query);
    const waiting = await waitingOn(ctx.db, page.tasks);
    return ok({
      tasks: page.tasks.map((task) => taskToWire(task, waiting.get(task.id))),
      total: page.total,
      page: page.page,
      limit: page.limit,
      next_cursor: page.nextCursor,
    });
  },
});

export const POST = defineRoute({
  id: "tasks.create",
  summary: "Create a task",
  role: "operator",
  body: CreateTask,
  response: TaskResponse,
  status: 201,
  handle: async ({ ctx, body }) => {
    const task = await createTask(ctx, body);
    return created({ task: taskToWire(task) }, etagOf(task));
  },
});

export const PUT = defineRoute({
  id: "tasks.bulk_update",
  summary: "Change many tasks at once: all or none",
  role: "operator",
  body: BulkUpdate,
  response: BulkUpdateResponse,
  handle: async ({ ctx, body }) => {
    const tasks = await bulkUpdate(ctx, body);
    return ok({
      success: true,
      updated: tasks.length,
      tasks: tasks.map((task) => taskToWire(task)),
    });
  },
});
