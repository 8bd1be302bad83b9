"use server";

import { type ActionResult, act } from "@/lib/api/action";
import { releaseTask } from "@/lib/tasks/report";
import type { TaskRef } from "@/lib/tasks/schema";
import { type TaskWire, taskToWire } from "@/lib/tasks/wire";

/** Takes a task out of its holder's hands; it waits for its agent again. */
export async function releaseTaskAction(
  ref: TaskRef,
  reason?: string,
): Promise<ActionResult<TaskWire>> {
  return act(async (ctx) => taskToWire(await releaseTask(ctx, { ref, reason })));
}
