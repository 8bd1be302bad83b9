"use server";

import { type ActionResult, act } from "@/lib/api/action";
import { RowId } from "@/lib/core/fields";
import { cancelRun } from "@/lib/dispatch/cancel";
import { parse } from "@/lib/http/validate";
import type { RunWire } from "@/lib/runs/shapes";
import { runToWire } from "@/lib/runs/wire";
import { releaseTask } from "@/lib/tasks/change/report";
import { ReleaseTask, ReorderSteps, TaskRef } from "@/lib/tasks/schema";
import type { TaskWire } from "@/lib/tasks/shapes";
import { reorderSteps } from "@/lib/tasks/structure/reorder";
import { taskToWire } from "@/lib/tasks/wire";

/** Makes the given children steps of their parent, in this order; resolves to all its children. */
export async function reorderStepsAction(
  parent: TaskRef,
  order: TaskRef[],
): Promise<ActionResult<TaskWire[]>> {
  return act(async (ctx) => {
    const steps = {
      parent: parse(TaskRef, parent, "parent"),
      ...parse(ReorderSteps, { order }, "call"),
    };
    return (await reorderSteps(ctx, steps)).map((task) => taskToWire(task));
  });
}

/** Takes a task away from its holder; it waits for its agent again. */
export async function releaseTaskAction(
  ref: TaskRef,
  reason?: string,
): Promise<ActionResult<TaskWire>> {
  return act(async (ctx) =>
    taskToWire(
      await releaseTask(ctx, {
        ref: parse(TaskRef, ref, "ref"),
        ...parse(ReleaseTask, { reason }, "call"),
      }),
    ),
  );
}

/** Ends an open run, at its runtime too. */
export async function cancelRunAction(runId: number): Promise<ActionResult<RunWire>> {
  return act(async (ctx) =>
    runToWire(await cancelRun(ctx, { runId: parse(RowId, runId, "runId") })),
  );
}
