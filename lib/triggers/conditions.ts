import type { EventRow } from "@/lib/events/types";
import type { MatchOf } from "./schema";

type Task = Readonly<Record<string, unknown>>;

/** The status that a task entered with this event; null if it entered none. An imported task enters none. */
export function enteredStatus({ type, data }: Pick<EventRow, "type" | "data">): string | null {
  const status = typeof data.status === "string" ? data.status : null;
  if (type === "task.created") return data.reason === "imported" ? null : status;
  const before = data.previous_status;
  return type.startsWith("task.") && typeof before === "string" && before !== status
    ? status
    : null;
}

/** Whether the last of a task's children that were open ended with this event, and at least one of them is done. */
export const finishedChildren = ({ type, data }: Pick<EventRow, "type" | "data">): boolean =>
  type.startsWith("task.") && data.children_finished === true;

/** Whether an event fires a trigger on statuses. */
export function firesStatus(match: MatchOf<"status">, event: EventRow): boolean {
  const status = enteredStatus(event);
  return (
    status !== null && (match.status as readonly string[]).includes(status) && isAbout(match, event)
  );
}

/** Whether an event fires a trigger on finished children. */
export const firesChildren = (match: MatchOf<"children_done">, event: EventRow): boolean =>
  finishedChildren(event) && isAbout(match, event);

function isAbout(match: MatchOf<"children_done">, { project_id, data }: EventRow): boolean {
  const task: Task = data;
  const { project_id: watched, labels, priority, assigned_to } = match;
  if (watched != null && project_id !== watched) return false;
  const its: readonly unknown[] = Array.isArray(task.labels) ? task.labels : [];
  if (labels && !labels.every((label) => its.includes(label))) return false;
  if (priority && !(priority as readonly unknown[]).includes(task.priority)) return false;
  return !assigned_to || (assigned_to as readonly unknown[]).includes(task.assigned_to);
}

/** Whether a run ended, or what it cost changed, or a budget did: then budgets may have passed a mark. */
export function mayMoveBudgets({ type, data }: Pick<EventRow, "type" | "data">): boolean {
  switch (type) {
    case "run.completed":
    case "run.updated":
      return hasEnded(data.run);
    case "agent.updated":
    case "project.updated":
      return JSON.stringify(data.changed ?? "").includes("budget");
    case "settings.updated":
      return data.key === "budget.daily_usd";
    default:
      return false;
  }
}

const hasEnded = (run: unknown): boolean =>
  typeof run === "object" && run !== null && "outcome" in run && run.outcome !== null;
