import { defineRoute } from "@/lib/api/route";
import type { Context } from "@/lib/core/context";
import { ifMatch, isUnchanged } from "@/lib/http/etag";
import { notModified, ok } from "@/lib/http/respond";
import { deleteTask } from "@/lib/tasks/delete";
import { getTask } from "@/lib/tasks/detail";
import { TaskPath, UpdateTask } from "@/lib/tasks/schema";
import { ChangedTaskResponse, TaskDetailResponse } from "@/lib/tasks/shapes";
import { handoffOf } from "@/lib/tasks/thread";
import { updateTask } from "@/lib/tasks/update";
import { etagOf, taskToWire } from "@/lib/tasks/wire";

export const GET = defineRoute({
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

async function update(args: {
  ctx: Context;
  params: { id: string };
  body: UpdateTask;
  request: Request;
}): Promise<Response> {
  const { task, unchanged } = await updateTask(
    args.ctx,
    args.params.id,
    args.body,
    ifMatch(args.request),
  );
  return ok(
    { task: taskToWire(task), ...(unchanged ? { unchanged } : {}) },
    { etag: etagOf(task) },
  );
}

export const PUT = defineRoute({
  summary: "Change a task: absent fields stay, null clears",
  role: "operator",
  params: TaskPath,
  body: UpdateTask,
  response: ChangedTaskResponse,
  handle: update,
});

export const PATCH = defineRoute({
  summary: "Change a task: absent fields stay, null clears",
  role: "operator",
  params: TaskPath,
  body: UpdateTask,
  response: ChangedTaskResponse,
  handle: update,
});

export const DELETE = defineRoute({
  summary: "Delete a task for good",
  role: "operator",
  params: TaskPath,
  handle: async ({ ctx, params }) => {
    await deleteTask(ctx, params.id);
    return ok({ success: true });
  },
});
