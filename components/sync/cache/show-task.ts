import type { Query, QueryClient, QueryKey } from "@tanstack/react-query";
import type { TaskEventWire, TaskWire } from "@/lib/tasks/shapes";
import { patchData, patchQuery } from "./patch-data";
import { queryKeys } from "./query-keys";
import { patchFeed, removeFromFeed, type TaskFeed, withNews } from "./task-feed";
import { fitsFilter, type TaskFilter } from "./task-filter";

type Stale = (key: QueryKey) => void;
type Patch = (client: QueryClient, query: Query, stale: Stale) => void;

/**
 * Updates a task in every query that shows it, from a full task or an event's, unless the cache has a newer version.
 */
export function showTask(client: QueryClient, task: TaskWire | TaskEventWire, stale: Stale): void {
  const before = shownTask(client, task.id);
  // It has moved on since: an older answer must not put it back where it was.
  if (before && before.etag > task.etag) return;
  for (const ref of [task.id, task.ticket_ref]) {
    patchData<{ task: TaskWire }>(client, queryKeys.task(ref), (shown) =>
      shown.task.etag <= task.etag ? { ...shown, task: withNews(shown.task, task) } : shown,
    );
  }
  // The tasks below it have changed too, without events of their own.
  if (before && before.root_id !== task.root_id && task.progress.total > 0) stale(queryKeys.feeds);
  for (const query of feedsToPatch(client)) {
    patchNowAndAfterAnswer(client, query, task.id, stale, (_, feed, again) =>
      showIn(feed, task, again),
    );
  }
}

/** Takes a deleted task out of every list, also of those whose answer is still under way. */
export function hideTask(client: QueryClient, id: number, stale: Stale): void {
  for (const query of feedsToPatch(client)) {
    patchNowAndAfterAnswer(client, query, id, stale, (_, shown) => {
      patchQuery<TaskFeed>(shown, (feed) => removeFromFeed(feed, id));
    });
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

/** The lists on the screen that show the task. */
export function feedsThatShow(client: QueryClient, id: number): Query[] {
  return feeds(client).filter(
    (query) =>
      query.isActive() &&
      (query.state.data as TaskFeed | undefined)?.pages.some(({ tasks }) =>
        tasks.some((task) => task.id === id),
      ),
  );
}

function feeds(client: QueryClient): Query[] {
  return client.getQueryCache().findAll({ queryKey: queryKeys.feeds });
}

/** All but the results of searches that nobody looks at any more: those are read anew when they are. */
function feedsToPatch(client: QueryClient): Query[] {
  return feeds(client).filter((query) => {
    if (query.isActive() || !(query.queryKey[1] as TaskFilter).q) return true;
    if (!query.state.isInvalidated) query.invalidate();
    return false;
  });
}

/** The newest change of each task that came while a list's answer was under way. */
const underWay = new WeakMap<Query, Map<number, Patch>>();

/** Patches a list, and once more when an answer arrives that was asked for before the change and must not undo it. */
function patchNowAndAfterAnswer(
  client: QueryClient,
  query: Query,
  id: number,
  stale: Stale,
  patch: Patch,
): void {
  patch(client, query, stale);
  if (query.state.fetchStatus !== "fetching") return;
  const waiting = underWay.get(query);
  if (waiting) {
    waiting.set(id, patch);
    return;
  }
  const patches = new Map([[id, patch]]);
  underWay.set(query, patches);
  const again = (): void => {
    // After the cache has taken the answer over.
    setTimeout(() => {
      underWay.delete(query);
      for (const each of patches.values()) each(client, query, stale);
    });
  };
  query.promise?.then(again, again);
}

function showIn(query: Query, task: TaskWire | TaskEventWire, stale: Stale): void {
  const filter = query.queryKey[1] as TaskFilter;
  const fits = fitsFilter(filter, task);
  if (fits === "ask") stale(query.queryKey);
  else patchQuery<TaskFeed>(query, (feed) => patchFeed(feed, filter.sort, task, fits));
}
