import type { ReviewWire } from "@/lib/reviews/schema";
import type { TaskWire } from "@/lib/tasks/shapes";

/**
 * The verdict that a person may override: the newest one that was applied, while the task is still in the status it led
 * to and no new work has started. A task rejected for the last time has failed, and is retried instead.
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
