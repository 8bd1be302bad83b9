"use server";

import type { z } from "zod";
import { type ActionResult, act } from "@/lib/api/action";
import { parse } from "@/lib/http/validate";
import { ReorderSteps, TaskRef } from "@/lib/tasks/schema";
import type { TaskWire } from "@/lib/tasks/shapes";
import { reorderSteps } from "@/lib/tasks/structure/reorder";
import { taskToWire } from "@/lib/tasks/wire";

/** Makes the given children steps 1 to n of their parent, and returns all its children. */
export async function reorderStepsAction(
  parent: TaskRef,
  input: z.input<typeof ReorderSteps>,
): Promise<ActionResult<TaskWire[]>> {
  return act(async (ctx) => {
    const { order } = parse(ReorderSteps, input, "order");
    return (await reorderSteps(ctx, { parent: parse(TaskRef, parent, "parent"), order })).map(
      (task) => taskToWire(task),
    );
  });
}
