import type { QueryClient } from "@tanstack/react-query";
import type { NoticeWire } from "@/lib/events/notice";
import type { EventWire } from "@/lib/events/shapes";
import type { LinkWire, TaskEventWire, ThreadTask } from "@/lib/tasks/shapes";
import { queryKeys } from "./query-keys";
import { hideTask, shownTask, showTask } from "./show-task";

/** The effects of an event besides the patches it makes itself. */
export interface Effects {
  /** Queries with this key are stale. */
  invalidate(key: readonly unknown[]): void;
  /** A list shows this task, whose long texts changed. */
  readTask(id: number): void;
}

/** Applies an event to the query cache: patches what the event fully describes, and invalidates the rest. */
export function applyEvent(
  client: QueryClient,
  event: EventWire | NoticeWire,
  effects: Effects,
): void {
  const { invalidate } = effects;
  const area = event.type.split(".")[0];
  if (event.run_id !== null && area === "run") invalidate(queryKeys.run(event.run_id));
  // More output of an open run: nothing else has changed.
  if (!("id" in event)) return;
  if (area === "project") invalidate(queryKeys.projects);
  if (area === "task") applyTaskEvent(client, event, effects);
  if (area === "review") {
    invalidate(queryKeys.reviews);
    if (event.task_id !== null) invalidate(queryKeys.taskPart(event.task_id, "reviews"));
  }
  if (area === "run" && event.task_id !== null) {
    invalidate(queryKeys.taskPart(event.task_id, "runs"));
    invalidate(queryKeys.reviews);
  }
  if (area === "agent" || area === "run") {
    invalidate(queryKeys.agents);
    if (event.agent !== null) invalidate(queryKeys.agent(event.agent));
  }
  // A change of the agent's runtime may unblock the dispatch of its tasks.
  if (event.type === "agent.updated") invalidate(["task"]);
  if (event.task_id !== null) invalidate(queryKeys.taskPart(event.task_id, "activity"));
}

function applyTaskEvent(client: QueryClient, event: EventWire, effects: Effects): void {
  const { invalidate } = effects;
  const id = event.task_id;
  if (id === null) return;
  if (event.type === "task.commented") {
    invalidate(queryKeys.taskPart(id, "comments"));
    return;
  }
  if (event.type === "task.linked") {
    const { from_id, to_id } = event.data as { from_id: number; to_id: number };
    invalidate(queryKeys.taskPart(from_id, "links"));
    invalidate(queryKeys.taskPart(to_id, "links"));
    for (const key of threadsOf(client)) invalidate(key);
    invalidate(["task"]);
    return;
  }
  const task = event.data as unknown as TaskEventWire;
  if (event.type === "task.deleted") {
    hideTask(client, id);
    invalidate(queryKeys.task(id));
    invalidate(queryKeys.task(task.ticket_ref));
  } else {
    showTask(client, task, invalidate);
    const hasNewTexts = event.type === "task.created" || changedTexts(event).length > 0;
    if (hasNewTexts && shownTask(client, id)) effects.readTask(id);
    if (hasNewTexts || mayWait(task))
      for (const ref of [id, task.ticket_ref]) invalidate(queryKeys.task(ref));
  }
  for (const key of linksThatShow(client, id)) invalidate(key);
  for (const key of threadsOf(client, id)) invalidate(key);
  invalidate(queryKeys.tasks);
  invalidate(queryKeys.counts);
  invalidate(queryKeys.reviews);
  invalidate(queryKeys.agents);
  if (event.agent !== null) invalidate(queryKeys.agent(event.agent));
  if (task.parent_id) invalidate(queryKeys.taskPart(task.parent_id, "children"));
  for (const key of parentsThatShow(event, task)) invalidate(key);
  invalidate(queryKeys.taskPart(id, "runs"));
}

/** The long texts that changed, which an event names but does not carry. */
export function changedTexts({ data }: EventWire): string[] {
  const changed = Object.entries((data.changed ?? {}) as Record<string, unknown>);
  return changed.filter(([, value]) => value === true).map(([name]) => name);
}

/** An event does not say what a task waits for. */
function mayWait(task: TaskEventWire): boolean {
  return !task.ready && (task.status === "inbox" || task.status === "assigned");
}

/** The fields of parents that lists show: titles, and the order of steps. */
function parentsThatShow(event: EventWire, task: TaskEventWire): readonly (readonly unknown[])[] {
  const { change } = event.data as { change?: string };
  const isPlace = change === "order" || (event.type === "task.updated" && change === undefined);
  if (!isPlace && event.type !== "task.created" && event.type !== "task.deleted") return [];
  // A parent's new title or position shows on all its descendants.
  if (isPlace && task.progress?.total > 0) return [queryKeys.parents];
  return task.parent_id ? [queryKeys.parent(task.parent_id)] : [];
}

/** The lists of links that show this task at their other end. */
function linksThatShow(client: QueryClient, id: number): readonly (readonly unknown[])[] {
  return client
    .getQueriesData<{ links: LinkWire[] }>({ predicate: ({ queryKey }) => queryKey[2] === "links" })
    .filter(([, data]) => data?.links.some(({ from, to }) => from.id === id || to.id === id))
    .map(([key]) => key);
}

/** Invalidates the threads that show this task, or all threads. */
function threadsOf(client: QueryClient, shown?: number): readonly (readonly unknown[])[] {
  return client
    .getQueriesData<{ thread: ThreadTask[] }>({
      predicate: ({ queryKey }) => queryKey[2] === "thread",
    })
    .filter(([, data]) => shown === undefined || data?.thread.some(({ id }) => id === shown))
    .map(([key]) => key);
}
