import { whyNotTo } from "@/components/task/status-rules";
import type { TaskStatus } from "@/components/ui/status";
import type { TaskWire } from "@/lib/tasks/shapes";

/** Work in progress is in somebody's hands: a drop without an agent asks for one. */
export function needsAgent(assignee: string | null, to: TaskStatus): boolean {
  return to === "in_progress" && assignee === null;
}

/** Why a person may not drop this task on that status, in words for the column; null when they may. */
export function refusalOf(task: TaskWire, to: TaskStatus): string | null {
  const canAsk = needsAgent(task.assigned_to, to);
  return whyNotTo(canAsk ? { ...task, assigned_to: "?" } : task, to);
}
