import type { TaskWire } from "@/lib/tasks/shapes";

/** The orders in which a list that is shown can be continued behind any of its tasks. */
type Sort = "-created_at" | "-updated_at" | "priority";

/** A cursor as clients get it. The parts are numbers, times as ISO strings, and the names of a sort and a priority. */
export function cursorText(parts: readonly unknown[]): string {
  const text = btoa(JSON.stringify(parts));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * A cursor for what follows a task that was read, for a screen that shows only the first part of a page. The API's times are whole
 * seconds, so the list may go on with a few tasks that came just before; it leaves none out.
 */
export function cursorAfter(task: TaskWire, sort: Sort): string {
  const { id, etag, created_at, due_date, priority } = task;
  const isUrgency = sort === "priority";
  const rest = isUrgency ? [isoOf(created_at), isoOf(due_date), priority] : [];
  return cursorText([sort, id, etag, ...rest]);
}

const isoOf = (seconds: number | null): string | null =>
  seconds === null ? null : new Date(seconds * 1_000).toISOString();
