import { PRIORITY, type Priority } from "@/components/ui/display/priority";
import { STATUS, type TaskStatus } from "@/components/ui/display/status";
import type { TaskWire } from "@/lib/tasks/shapes";

/** A user's change to a task. Absent fields stay, null clears. */
export interface TaskChange {
  title?: string;
  description?: string | null;
  acceptance_criteria?: string | null;
  status?: TaskStatus;
  priority?: Priority;
  assigned_to?: string | null;
  /** Labels are added and removed one by one, so that nobody takes off what somebody else has just put on. */
  add_labels?: string[];
  remove_labels?: string[];
  due_on?: string | null;
  /** Only to restore a due date that has a time of day. */
  due_date?: number | null;
  archived?: boolean;
  blocked_reason?: string | null;
  project_id?: number;
  parent_id?: number | null;
  follow_ups?: TaskWire["follow_ups"];
}

/** The task as it will be once the server accepts the change. */
export function withChange(task: TaskWire, change: TaskChange): TaskWire {
  const { archived, add_labels, remove_labels, ...fields } = change;
  const next = { ...task, ...fields, status: statusAfter(task, change) };
  if (add_labels || remove_labels) {
    const kept = task.labels.filter((label) => !remove_labels?.includes(label));
    next.labels = [...new Set([...kept, ...(add_labels ?? [])])];
    next.tags = next.labels;
  }
  if (change.due_on !== undefined) next.due_date = lastSecondOf(change.due_on);
  if (change.due_date != null) next.due_on = dayOfSeconds(change.due_date);
  if (archived !== undefined) next.archived_at = archived ? Math.floor(Date.now() / 1000) : null;
  return next;
}

/** The moment that the server keeps for a day (lib/tasks/due.ts), by which lists are sorted. */
function lastSecondOf(day: string | null): number | null {
  return day === null ? null : Date.parse(`${day}T23:59:59Z`) / 1000;
}

function dayOfSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

/** Assigning also triages the task; unassigning returns it to the inbox (lib/tasks/change/update.ts). */
function statusAfter(task: TaskWire, change: TaskChange): TaskStatus {
  if (change.status) return change.status;
  if (change.assigned_to === undefined) return task.status;
  if (task.status === "inbox" && change.assigned_to !== null) return "assigned";
  if (task.status === "assigned" && change.assigned_to === null) return "inbox";
  return task.status;
}

/** The change that restores the task, or null where there is none. */
export function inverseOf(task: TaskWire, change: TaskChange): TaskChange | null {
  const after = withChange(task, change).status;
  if (after !== task.status && !canReturn(task.status, after)) return null;
  const back: TaskChange = {};
  if (change.title !== undefined) back.title = task.title;
  if (change.description !== undefined) back.description = task.description;
  if (change.acceptance_criteria !== undefined) back.acceptance_criteria = task.acceptance_criteria;
  if (change.priority !== undefined) back.priority = task.priority;
  if (change.add_labels) {
    back.remove_labels = change.add_labels.filter((label) => !task.labels.includes(label));
  }
  if (change.remove_labels) {
    back.add_labels = change.remove_labels.filter((label) => task.labels.includes(label));
  }
  if (change.due_on !== undefined) {
    back.due_on = task.due_on;
    back.due_date = task.due_date;
  }
  if (change.archived !== undefined) back.archived = !change.archived;
  if (change.project_id !== undefined) back.project_id = task.project_id;
  if (change.parent_id !== undefined) back.parent_id = task.parent_id;
  if (change.follow_ups !== undefined) back.follow_ups = task.follow_ups;
  if (change.assigned_to !== undefined || after !== task.status)
    back.assigned_to = task.assigned_to;
  if (after !== task.status) {
    back.status = task.status;
    if (task.status === "blocked") back.blocked_reason = task.blocked_reason;
  }
  return back;
}

/** Undo does not reopen finished work and does not revoke a verdict. */
function canReturn(from: TaskStatus, to: TaskStatus): boolean {
  if (from === "in_progress" || to === "in_progress") return false;
  if (from === "done" || from === "failed" || from === "cancelled") return false;
  if (to === "done") return false;
  return !(to === "cancelled" && (from === "review" || from === "blocked"));
}

/** The fields of a change that somebody else has changed meanwhile. */
export function contested(base: TaskWire, now: TaskWire, change: TaskChange): (keyof TaskChange)[] {
  return (Object.keys(change) as (keyof TaskChange)[]).filter(
    (field) => JSON.stringify(heldBy(base, field)) !== JSON.stringify(heldBy(now, field)),
  );
}

function heldBy(task: TaskWire, field: keyof TaskChange): unknown {
  if (field === "archived") return task.archived_at !== null;
  // What is added or removed does not depend on the labels that are there.
  if (field === "add_labels" || field === "remove_labels") return null;
  return task[field];
}

const FIELD_NAMES: Record<keyof TaskChange, string> = {
  title: "title",
  description: "description",
  acceptance_criteria: "acceptance criteria",
  status: "status",
  priority: "priority",
  assigned_to: "assignee",
  add_labels: "labels",
  remove_labels: "labels",
  due_on: "due date",
  due_date: "due date",
  archived: "archive",
  blocked_reason: "reason for blocking",
  project_id: "project",
  parent_id: "parent",
  follow_ups: "follow-ups",
};

export function fieldName(field: keyof TaskChange): string {
  return FIELD_NAMES[field];
}

/** A field's value in words, for messages. */
export function inWords(task: TaskWire, field: keyof TaskChange): string {
  if (field === "status") return STATUS[task.status].label;
  if (field === "priority") return PRIORITY[task.priority].label;
  if (field === "assigned_to") return task.assigned_to ?? "nobody";
  if (field === "add_labels" || field === "remove_labels") return task.labels.join(", ") || "none";
  if (field === "archived") return task.archived_at === null ? "not archived" : "archived";
  if (field === "due_on" || field === "due_date") return task.due_on ?? "none";
  if (field === "project_id") return task.project_name;
  if (field === "parent_id") return task.parent_id === null ? "none" : `task ${task.parent_id}`;
  if (field === "follow_ups") return task.follow_ups.map(({ title }) => title).join(", ") || "none";
  const text = task[field] ?? "empty";
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** A short summary of a change. */
export function summarise(change: TaskChange): string {
  if (change.archived !== undefined)
    return change.archived ? "Archived" : "Taken out of the archive";
  if (change.status !== undefined) return `Moved to ${STATUS[change.status].label}`;
  if (change.assigned_to !== undefined) {
    return change.assigned_to === null ? "Unassigned" : `Assigned to ${change.assigned_to}`;
  }
  if (change.priority !== undefined) return `Priority is now ${PRIORITY[change.priority].label}`;
  if (change.add_labels?.length) return `Label ${change.add_labels.join(", ")} added`;
  if (change.remove_labels?.length) return `Label ${change.remove_labels.join(", ")} removed`;
  const [field] = Object.keys(change) as (keyof TaskChange)[];
  return field ? `Changed the ${fieldName(field)}` : "Nothing changed";
}
