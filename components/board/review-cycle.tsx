import { RotateCcw } from "lucide-react";
import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";
import type { TaskWire } from "@/lib/tasks/shapes";

/** How often review has sent the task back, and the maximum. */
export function ReviewCycle({ task }: { task: Pick<TaskWire, "review_cycles"> }) {
  if (task.review_cycles === 0) return null;
  const words = `Sent back ${task.review_cycles} of ${ATTEMPT_LIMITS.reviewCycles} times`;
  return (
    <span
      title={words}
      className="flex items-center gap-0.5 text-2xs text-status-review tabular-nums"
    >
      <RotateCcw aria-hidden className="size-3" />
      <span className="sr-only">{words}</span>
      <span aria-hidden>
        {task.review_cycles}/{ATTEMPT_LIMITS.reviewCycles}
      </span>
    </span>
  );
}
