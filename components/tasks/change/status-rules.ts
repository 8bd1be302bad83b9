import type { TaskStatus } from "@/components/ui/display/status";
import { allowedFrom, isTerminal } from "@/lib/tasks/lifecycle";
import type { TaskWire } from "@/lib/tasks/shapes";

/** Why a person cannot move this task to that status, or null when they can. The server decides; this only predicts. */
export function whyNotTo(task: TaskWire, to: TaskStatus): string | null {
  if (task.status === to) return null;
  if (!allowedFrom(task.status, "override").includes(to)) {
    return isTerminal(task.status)
      ? "Reopen it first: move it to Inbox or Assigned"
      : `Not from ${task.status.replace("_", " ")}`;
  }
  if (to === "done" && task.review_required) {
    return task.status === "review"
      ? "Needs a verdict: approve it"
      : "Needs a verdict first: send it to Review";
  }
  if (to === "in_progress" && task.assigned_to === null) return "Needs an agent: assign it first";
  return null;
}
