"use server";

import type { z } from "zod";
import { type ActionResult, act } from "@/lib/api/action";
import { parse } from "@/lib/http/validate";
import { bulkUpdate } from "@/lib/tasks/change/bulk";
import { createTask } from "@/lib/tasks/change/create";
import { deleteTask } from "@/lib/tasks/change/delete";
import { cancelTask, retryTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { addComment } from "@/lib/tasks/comments/comments";
import {
  AddComment,
  BulkUpdate,
  CancelTask,
  CreateTask,
  LinkTasks,
  RetryTask,
  TaskRef,
  UpdateTask,
} from "@/lib/tasks/schema";
import type { CommentWire, TaskWire } from "@/lib/tasks/shapes";
import { linkTasks, unlinkTasks } from "@/lib/tasks/structure/links";
import { taskToWire } from "@/lib/tasks/wire";

export async function createTaskAction(
  input: z.input<typeof CreateTask>,
): Promise<ActionResult<TaskWire>> {
  return act(async (ctx) =>
    taskToWire(await createTask(ctx, parse(CreateTask, input, "task"), "browser")),
  );
}

/** Changes one task; with `etag` in the input it fails if somebody else changed the task first. */
export async function updateTaskAction(
  ref: TaskRef,
  input: z.input<typeof UpdateTask>,
): Promise<ActionResult<TaskWire>> {
  return act(async (ctx) =>
    taskToWire(
      (await updateTask(ctx, parse(TaskRef, ref, "ref"), parse(UpdateTask, input, "task"))).task,
    ),
  );
}

export async function bulkUpdateAction(
  input: z.input<typeof BulkUpdate>,
): Promise<ActionResult<TaskWire[]>> {
  return act(async (ctx) =>
    (await bulkUpdate(ctx, parse(BulkUpdate, input, "change"))).map((task) => taskToWire(task)),
  );
}

export async function cancelTaskAction(
  ref: TaskRef,
  reason?: string,
): Promise<ActionResult<TaskWire>> {
  return act(async (ctx) =>
    taskToWire(
      await cancelTask(ctx, {
        ref: parse(TaskRef, ref, "ref"),
        ...parse(CancelTask, { reason }, "call"),
      }),
    ),
  );
}

export async function retryTaskAction(
  ref: TaskRef,
  reason?: string,
): Promise<ActionResult<TaskWire>> {
  return act(async (ctx) =>
    taskToWire(
      await retryTask(ctx, {
        ref: parse(TaskRef, ref, "ref"),
        ...parse(RetryTask, { reason }, "call"),
      }),
    ),
  );
}

export async function deleteTaskAction(ref: TaskRef): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await deleteTask(ctx, parse(TaskRef, ref, "ref"));
    return null;
  });
}

export async function addCommentAction(
  ref: TaskRef,
  input: z.input<typeof AddComment>,
): Promise<ActionResult<CommentWire>> {
  return act(
    async (ctx) =>
      (await addComment(ctx, parse(TaskRef, ref, "ref"), parse(AddComment, input, "comment")))
        .comment,
  );
}

export async function linkTasksAction(
  ref: TaskRef,
  input: z.input<typeof LinkTasks>,
): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await linkTasks(ctx, linkOf(ref, input));
    return null;
  });
}

export async function unlinkTasksAction(
  ref: TaskRef,
  input: z.input<typeof LinkTasks>,
): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await unlinkTasks(ctx, linkOf(ref, input));
    return null;
  });
}

function linkOf(ref: TaskRef, input: z.input<typeof LinkTasks>) {
  const here = parse(TaskRef, ref, "ref");
  const { to, type, inverse } = parse(LinkTasks, input, "link");
  return inverse ? { from: to, to: here, type } : { from: here, to, type };
}
