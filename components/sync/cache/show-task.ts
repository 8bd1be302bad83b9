import type { Query, QueryClient } from "@tanstack/react-query";
import type { TaskEventWire, TaskWire } from "@/lib/tasks/shapes";
import { queryKeys } from "./query-keys";
import { patchFeed, removeFromFeed, type TaskFeed, withNews } from "./task-feed";
import { fitsFilter, type TaskFilter } from "./task-filter";

type Invalidate = (key: readonly unknown[]) => void;

/**
 * Updates a task in every query that shows it, from a full task or an event's, unless the cache has a newer version.
 */
export function showTask(
  client: QueryClient,
  task: TaskWire | TaskEventWire,
  invalidate: Invalidate,
): void {
  for (const ref of [task.id, task.ticket_ref]) {
    client.setQueryData<{ task: TaskWire }>(queryKeys.task(ref), (shown) =>
      shown && shown.task.etag <= task.etag
        ? { ...shown, task: withNews(shown.task, task) }
        : shown,
    );
  }
  const before = shownTask(client, task.id);
  // The tasks below it have changed too, without events of their own.
  if (before && before.root_id !== task.root_id && task.progress.total > 0) {
    invalidate(queryKeys.feeds);
  }
  for (const query of feeds(client)) {
    patchQuery(client, query, task, invalidate);
    // A response to a request made before the change must not undo it.
    if (query.state.fetchStatus === "fetching") {
      query.promise
        ?.finally(() => setTimeout(() => patchQuery(client, query, task, invalidate)))
        .catch(() => {});
    }
  }
}

export function hideTask(client: QueryClient, id: number): void {
  for (const query of feeds(client)) {
    client.setQueryData<TaskFeed>(query.queryKey, (feed) => feed && removeFromFeed(feed, id));
  }
}

/** The task from any list that shows it, or undefined. */
export function shownTask(client: QueryClient, ref: string | number): TaskWire | undefined {
  for (const query of feeds(client)) {
    const feed = query.state.data as TaskFeed | undefined;
    for (const page of feed?.pages ?? []) {
      const task = page.tasks.find(({ id, ticket_ref }) => id === ref || ticket_ref === ref);
      if (task) return task;
    }
  }
  return undefined;
}

function feeds(client: QueryClient): Query[] {
  return client.getQueryCache().findAll({ queryKey: queryKeys.feeds });
}

function patchQuery(
  client: QueryClient,
  query: Query,
  task: TaskWire | TaskEventWire,
  invalidate: Invalidate,
): void {
  const filter = query.queryKey[1] as TaskFilter;
  const fits = fitsFilter(filter, task);
  if (fits === "ask") invalidate(query.queryKey);
  else {
    client.setQueryData<TaskFeed>(
      query.queryKey,
      (feed) => feed && patchFeed(feed, filter.sort, task, fits),
    );
  }
}
