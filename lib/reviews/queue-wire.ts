import { runToWire } from "@/lib/runs/wire";
import { taskToWire } from "@/lib/tasks/wire";
import type { PastVerdict, WaitingReview } from "./queries";
import type { PastVerdictWire, WaitingReviewWire } from "./schema";
import { reviewToWire } from "./wire";

/** A task that waits for a verdict, with earlier verdicts (newest first) and the open review. */
export function waitingReviewToWire({ task, reviews, run }: WaitingReview): WaitingReviewWire {
  return { task: taskToWire(task), reviews: reviews.map(reviewToWire), run: run && runToWire(run) };
}

/** An earlier verdict, with the task it was about. */
export function pastVerdictToWire({ review, task }: PastVerdict): PastVerdictWire {
  return { ...reviewToWire(review), task };
}
