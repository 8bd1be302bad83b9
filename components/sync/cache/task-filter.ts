import { isLed } from "@/lib/tasks/led";
import type { TaskStatus } from "@/lib/tasks/lifecycle";
import type { Priority } from "@/lib/tasks/schema";
import type { TaskEventWire, TaskWire } from "@/lib/tasks/shapes";

export type FeedSort = "-created_at" | "-updated_at" | "priority";

/**
 * The filter of a feed of tasks: those filters of GET /api/tasks that a browser can evaluate itself. Absent means any.
 */
export interface TaskFilter {
  status?: readonly TaskStatus[];
  /** Tasks with a silent holder: only the server's clock can tell. */
  stale?: boolean;
  priority?: readonly Priority[];
  /** Agents' names; `none` is the pool. */
  assigned_to?: readonly string[];
  labels?: readonly string[];
  project_id?: number;
  /** The parent; `none` means tasks without one. */
  parent_id?: number | "none";
  /** The topmost task; `none` means tasks that belong to no larger one. */
  root?: number | "none";
  q?: string;
  sort: FeedSort;
}

/** The filter as the query of GET /api/tasks. */
export function filterQuery(filter: TaskFilter, limit: number, cursor?: string | null): string {
  const query = new URLSearchParams({ sort: filter.sort, limit: String(limit) });
  for (const name of ["status", "priority", "assigned_to", "labels"] as const) {
    const words = filter[name];
    if (words?.length) query.set(name, words.join(","));
  }
  if (filter.stale) query.set("stale", "true");
  if (filter.project_id) query.set("project_id", String(filter.project_id));
  if (filter.parent_id) query.set("parent_id", String(filter.parent_id));
  if (filter.root) query.set("root", String(filter.root));
  if (filter.q?.trim()) query.set("q", filter.q.trim());
  if (cursor) query.set("cursor", cursor);
  return query.toString();
}

type ListedTask = TaskWire | TaskEventWire;

/**
 * Whether a task matches a feed's filter now; `ask` when only the server knows. The fields mean the same as in
 * lib/tasks/read/list.ts.
 */
export function fitsFilter(filter: TaskFilter, task: ListedTask): boolean | "ask" {
  if (task.archived_at !== null) return false;
  const isAboutTask = typeof filter.parent_id === "number" || typeof filter.root === "number";
  if (!isAboutTask && isLed(task)) return false;
  if (filter.status && !filter.status.includes(task.status)) return false;
  if (filter.priority?.length && !filter.priority.includes(task.priority)) return false;
  if (filter.assigned_to?.length && !filter.assigned_to.includes(task.assigned_to ?? "none")) {
    return false;
  }
  if (filter.labels?.length && !filter.labels.some((label) => task.labels.includes(label))) {
    return false;
  }
  if (filter.project_id && filter.project_id !== task.project_id) return false;
  if (filter.parent_id && filter.parent_id !== (task.parent_id ?? "none")) return false;
  if (filter.root && !isBelow(filter.root, task)) return false;
  // An event does not carry the description, which may contain the words.
  if (filter.q && !hasWords(filter.q, task)) return "description" in task ? false : "ask";
  if (filter.stale) {
    if (task.status === "assigned") return task.stale_requeues > 0;
    return task.status === "in_progress" ? "ask" : false;
  }
  return true;
}

function isBelow(root: number | "none", task: ListedTask): boolean {
  if (root !== "none") return task.root_id === root && task.parent_id !== null;
  return task.parent_id === null && task.progress.total === 0 && task.type !== "epic";
}

function hasWords(q: string, task: ListedTask): boolean {
  const text = [
    task.title,
    task.ticket_ref,
    "description" in task ? task.description : null,
    task.assigned_to,
    task.labels.join(" "),
  ]
    .filter(Boolean)
    .map((part) => String(part).toLowerCase());
  const words = q.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10);
  return words.every((word) => text.some((part) => part.includes(word)));
}

const RANK: Record<Priority, number> = { critical: 0, high: 1, medium: 2, low: 3 };

/** Negative when `a` sorts before `b`. */
export function compareTasks(sort: FeedSort, a: TaskWire, b: TaskWire): number {
  if (sort === "-created_at") return b.id - a.id;
  if (sort === "-updated_at" && a.etag !== b.etag) return a.etag > b.etag ? -1 : 1;
  if (sort === "-updated_at") return b.id - a.id;
  const due = (task: TaskWire) => task.due_date ?? Number.POSITIVE_INFINITY;
  if (RANK[a.priority] !== RANK[b.priority]) return RANK[a.priority] - RANK[b.priority];
  if (due(a) !== due(b)) return due(a) < due(b) ? -1 : 1;
  return a.created_at - b.created_at || a.id - b.id;
}
