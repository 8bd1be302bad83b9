"use server";

import type { z } from "zod";
import { type ActionResult, act } from "@/lib/api/action";
import type { Context } from "@/lib/core/context";
import { line, UnixSeconds } from "@/lib/core/fields";
import { parse } from "@/lib/http/validate";
import { recordVerdict } from "@/lib/reviews/record";
import { JudgeTask, MAX_NOTES, PostReview } from "@/lib/reviews/schema";
import type { Verdict } from "@/lib/reviews/verdict";
import { TaskRef } from "@/lib/tasks/schema";
import type { TaskWire } from "@/lib/tasks/shapes";
import { taskToWire } from "@/lib/tasks/wire";

const SeenAt = UnixSeconds.nullish();

/** The drafts of the user that go with a verdict, and what they saw of the work. */
type SentReview = Pick<z.input<typeof JudgeTask>, "drafts" | "seen">;

/**
 * Approves the submitted work. `seenAt` is the task's `status_changed_at` as the user saw it: if the work was judged or
 * handed in again since, the call fails with `conflict`, which says by whom and when. `override` is the reason for approving against
 * the checks of the work. `review` has the comments that go with it.
 */
export async function approveAction(
  ref: TaskRef,
  notes = "Approved.",
  seenAt?: number | null,
  override?: string,
  review?: SentReview,
): Promise<ActionResult<TaskWire>> {
  return act(async (ctx) =>
    judge(ctx, ref, { verdict: "approved", notes, override, ...review }, seenAt),
  );
}

/** Sends the work back to its agent with feedback, which may be left empty when comments go with it. */
export async function rejectAction(
  ref: TaskRef,
  notes: string,
  seenAt?: number | null,
  review?: SentReview,
): Promise<ActionResult<TaskWire>> {
  return act(async (ctx) => judge(ctx, ref, { verdict: "rejected", notes, ...review }, seenAt));
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
  input: z.input<typeof JudgeTask>,
  seenAt: number | null | undefined,
): Promise<TaskWire> {
  const { override, ...verdict } = parse(JudgeTask, input, "verdict");
  const { task } = await recordVerdict(ctx, {
    ...verdict,
    ref: parse(TaskRef, ref, "task"),
    checksOverride: override,
    seenAt: parse(SeenAt, seenAt, "seenAt"),
  });
  return taskToWire(task);
}
