import type { TaskWire } from "@/lib/tasks/shapes";

export function reviewInWords(task: TaskWire): string {
  if (!task.review_required) return "No review";
  return task.review_cycles > 0 ? `Review: cycle ${task.review_cycles} of 3` : "Review required";
}
