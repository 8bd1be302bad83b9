import type { TaskStatus } from "@/components/ui/display/status";
import type { CanvasTask } from "./canvas-task";

/** What the canvas brings forward. Nothing moves for it: what does not match steps back. */
export interface CanvasFilter {
  q: string;
  status: readonly TaskStatus[];
  /** An agent's name, or `none` for what nobody has. */
  agent: string | null;
  type: readonly CanvasTask["type"][];
}

export const NO_FILTER: CanvasFilter = { q: "", status: [], agent: null, type: [] };

export function isFiltering({ q, status, agent, type }: CanvasFilter): boolean {
  return q.trim() !== "" || status.length > 0 || agent !== null || type.length > 0;
}

export function matches(task: CanvasTask, { q, status, agent, type }: CanvasFilter): boolean {
  if (status.length > 0 && !status.includes(task.status)) return false;
  if (type.length > 0 && !type.includes(task.type)) return false;
  if (agent !== null && (task.assigned_to ?? "none") !== agent) return false;
  const text = `${task.ticket_ref} ${task.title} ${task.assigned_to ?? ""}`.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => text.includes(word));
}
