"use server";

import { type ActionResult, act } from "@/lib/api/action";
import { parse } from "@/lib/http/validate";
import { recordVerdict } from "@/lib/reviews/record";
import { PostReview } from "@/lib/reviews/schema";
import type { Verdict } from "@/lib/reviews/verdict";
import type { TaskRef } from "@/lib/tasks/schema";
import { type TaskWire, taskToWire } from "@/lib/tasks/wire";

/** Approves the work that is in. */
export async function approveAction(
  ref: TaskRef,
  notes = "Approved.",
): Promise<ActionResult<TaskWire>> {
  return judge(ref, "approved", notes);
}

/** Sends the work back to its agent with what is to be done better. */
export async function rejectAction(ref: TaskRef, notes: string): Promise<ActionResult<TaskWire>> {
  return judge(ref, "rejected", notes);
}

async function judge(
  ref: TaskRef,
  verdict: Verdict,
  notes: string,
): Promise<ActionResult<TaskWire>> {
  return act(async (ctx) => {
    const review = parse(PostReview, { taskId: ref, status: verdict, notes }, "verdict");
    const { task } = await recordVerdict(ctx, {
      ref: review.taskId,
      verdict: review.status,
      notes: review.notes,
    });
    return taskToWire(task);
  });
}
