import { defineRoute } from "@/lib/api/route";
import { alias } from "@/lib/http/define-route";
import { ifMatch, isUnchanged } from "@/lib/http/etag";
import { notModified, ok } from "@/lib/http/respond";
import { deleteTask } from "@/lib/tasks/change/delete";
import { updateTask } from "@/lib/tasks/change/update";
import { getTask } from "@/lib/tasks/read/detail";
import { handoffOf } from "@/lib/tasks/read/thread";
import { TaskPath, UpdateTask } from "@/lib/tasks/schema";
import { ChangedTaskResponse, DeletedResponse, TaskDetailResponse } from "@/lib/tasks/shapes";
import { etagOf, taskToWire } from "@/lib/tasks/wire";

export const GET = defineRoute({
  id: "tasks.read",
  summary: "Read a task",
  params: TaskPath,
  response: TaskDetailResponse,
  handle: async ({ ctx, params, request }) => {
    const { task, waitingOn } = await getTask(ctx, params.id);
    const etag = etagOf(task);
    if (isUnchanged(request, etag)) return notModified(etag);
    const handoff = await handoffOf(ctx.db, task);
    return ok({ task: { ...taskToWire(task, waitingOn), ...handoff } }, { etag });
  },
});

export const PATCH = defineRoute({
  id: "tasks.update",
  summary: "Change a task: absent fields stay, null clears",
  role: "operator",
  params: TaskPath,
  body: UpdateTask,
  response: ChangedTaskResponse,
  handle: async ({ ctx, params, body, request }) => {
    const { task, unchanged } = await updateTask(ctx, params.id, body, ifMatch(request));
    return ok(
      { task: taskToWire(task), ...(unchanged ? { unchanged } : {}) },
      { etag: etagOf(task) },
    );
  },
});

export const PUT = alias(PATCH, "tasks.put");

export const DELETE = defineRoute({
  id: "tasks.delete",
  summary: "Delete a task for good",
  role: "operator",
  params: TaskPath,
  response: DeletedResponse,
  handle: async ({ ctx, params }) => {
    await deleteTask(ctx, params.id);
    return ok({ success: true });
  },
});
