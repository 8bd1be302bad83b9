import type { ReviewWire } from "@/lib/reviews/schema";
import type { TaskWire } from "@/lib/tasks/shapes";

/**
 * The verdict a person may turn around: the newest that was applied, while the task still is where it put it and the work
 * has not been taken up again. What was rejected for the last time has failed, and is retried instead.
 */
export function verdictToOverride(
  task: TaskWire,
  reviews: readonly ReviewWire[],
): ReviewWire | null {
  const applied = reviews.filter((review) => review.applied).toSorted((a, b) => b.id - a.id)[0];
  if (!applied) return null;
  const place = applied.status === "approved" ? "done" : "assigned";
  return task.status === place ? applied : null;
}
