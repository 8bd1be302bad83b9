import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";
import type { TaskWire } from "@/lib/tasks/shapes";
import type { TaskGroupId } from "./groups";

/** A short reason why a task is in the inbox, where its group does not make it clear. */
export function whyHere(
  task: TaskWire,
  group: TaskGroupId,
): { text: string; tone?: string } | null {
  switch (group) {
    case "triage":
      return task.waiting_on[0]
        ? { text: `waits: ${task.waiting_on[0].message}` }
        : firstLine(task.description);
    case "verdict":
      return task.review_cycles > 0
        ? {
            text: `${task.review_cycles} of ${ATTEMPT_LIMITS.reviewCycles} rejections so far`,
            tone: "text-warning",
          }
        : firstLine(task.resolution);
    case "blocked":
      return { text: task.blocked_reason ?? "no reason given", tone: "text-status-blocked" };
    case "failed":
      return { text: task.error_message ?? "no error given", tone: "text-status-failed" };
    case "stale":
      return task.status === "assigned"
        ? {
            text: `put back ${task.stale_requeues} of ${ATTEMPT_LIMITS.staleRequeues} times`,
            tone: "text-warning",
          }
        : { text: "its lease ran out", tone: "text-warning" };
    default: {
      const never: never = group;
      return never;
    }
  }
}

function firstLine(text: string | null): { text: string } | null {
  const line = text
    ?.split("\n")
    .map((part) =>
      part
        .replace(/^[#>*\-\s]+/, "")
        .replace(/[*`_]/g, "")
        .trim(),
    )
    .find(Boolean);
  return line ? { text: line.slice(0, 160) } : null;
}
