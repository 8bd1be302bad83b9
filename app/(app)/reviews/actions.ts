"use server";

import { type ActionResult, act } from "@/lib/api/action";
import type { Context } from "@/lib/core/context";
import { line, UnixSeconds } from "@/lib/core/fields";
import { parse } from "@/lib/http/validate";
import { recordVerdict } from "@/lib/reviews/record";
import { MAX_NOTES, PostReview } from "@/lib/reviews/schema";
import type { Verdict } from "@/lib/reviews/verdict";
import type { TaskRef } from "@/lib/tasks/schema";
import type { TaskWire } from "@/lib/tasks/shapes";
import { taskToWire } from "@/lib/tasks/wire";

const SeenAt = UnixSeconds.nullish();

/**
 * Approves the submitted work. `seenAt` is the task's `status_changed_at` as the user saw it: if the work was judged or
 * handed in again since, the call fails with `conflict`, which says by whom and when. `override` is the reason for approving against
 * the checks of the work.
 */
export async function approveAction(
  ref: TaskRef,
  notes = "Approved.",
  seenAt?: number | null,
  override?: string,
): Promise<ActionResult<TaskWire>> {
  return act(async (ctx) => judge(ctx, ref, "approved", notes, seenAt, override));
}

/** Sends the work back to its agent with feedback. */
export async function rejectAction(
  ref: TaskRef,
  notes: string,
  seenAt?: number | null,
): Promise<ActionResult<TaskWire>> {
  return act(async (ctx) => judge(ctx, ref, "rejected", notes, seenAt));
}

/** Reverses the current verdict, with a reason. */
export async function overrideAction(
  ref: TaskRef,
  verdict: Verdict,
  reason: string,
): Promise<ActionResult<TaskWire>> {
  return act(async (ctx) => {
    const review = parse(PostReview, { taskId: ref, status: verdict, notes: reason }, "verdict");
    const overrideReason = parse(line(MAX_NOTES, "reason"), reason, "reason");
    const { task } = await recordVerdict(ctx, {
      ref: review.taskId,
      verdict: review.status,
      notes: review.notes,
      overrideReason,
    });
    return taskToWire(task);
  });
}

async function judge(
  ctx: Context,
  ref: TaskRef,
  verdict: Verdict,
  notes: string,
  seenAt: number | null | undefined,
  override?: string,
): Promise<TaskWire> {
  const review = parse(PostReview, { taskId: ref, status: verdict, notes, override }, "verdict");
  const { task } = await recordVerdict(ctx, {
    ref: review.taskId,
    verdict: review.status,
    notes: review.notes,
    checksOverride: review.override,
    seenAt: parse(SeenAt, seenAt, "seenAt"),
  });
  return taskToWire(task);
}
