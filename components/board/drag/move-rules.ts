import { whyNotTo } from "@/components/tasks/change/status-rules";
import type { TaskStatus } from "@/components/ui/display/status";
import type { TaskWire } from "@/lib/tasks/shapes";

/** Work in progress belongs to an agent, so a drop without one asks for it. */
export function needsAgent(assignee: string | null, to: TaskStatus): boolean {
  return to === "in_progress" && assignee === null;
}

/** Why a person may not drop this task on that status, as a text for the column; null when they may. */
export function refusalOf(task: TaskWire, to: TaskStatus): string | null {
  const canAsk = needsAgent(task.assigned_to, to);
  return whyNotTo(canAsk ? { ...task, assigned_to: "?" } : task, to);
}
