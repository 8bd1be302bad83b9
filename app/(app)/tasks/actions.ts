"use server";

import { type ActionResult, act } from "@/lib/api/action";
import { cancelRun } from "@/lib/dispatch/cancel";
import { type RunWire, runToWire } from "@/lib/runs/wire";
import { reorderSteps } from "@/lib/tasks/reorder";
import { releaseTask } from "@/lib/tasks/report";
import type { TaskRef } from "@/lib/tasks/schema";
import { type TaskWire, taskToWire } from "@/lib/tasks/wire";

/** Makes the named children steps of their parent, in this order; resolves to all its children. */
export async function reorderStepsAction(
  parent: TaskRef,
  order: TaskRef[],
): Promise<ActionResult<TaskWire[]>> {
  return act(async (ctx) =>
    (await reorderSteps(ctx, { parent, order })).map((task) => taskToWire(task)),
  );
}

/** Takes a task out of its holder's hands; it waits for its agent again. */
export async function releaseTaskAction(
  ref: TaskRef,
  reason?: string,
): Promise<ActionResult<TaskWire>> {
  return act(async (ctx) => taskToWire(await releaseTask(ctx, { ref, reason })));
}

/** Ends an open run, at its runtime too. */
export async function cancelRunAction(runId: number): Promise<ActionResult<RunWire>> {
  return act(async (ctx) => runToWire(await cancelRun(ctx, { runId })));
}
