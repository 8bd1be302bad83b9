import { type InfiniteData, infiniteQueryOptions } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import type { TaskEventWire, TaskWire } from "@/lib/tasks/shapes";
import { queryKeys } from "./query-keys";
import { compareTasks, filterQuery, type TaskFilter } from "./task-filter";

/** A page of GET /api/tasks. */
export interface TaskPageWire {
  tasks: TaskWire[];
  total: number;
  next_cursor: string | null;
}

export type TaskFeed = InfiniteData<TaskPageWire, string | null>;

export const FIRST_PAGE = 50;
const NEXT_PAGES = 200;

/**
 * A list of tasks that grows while the user scrolls. Events patch it in place (apply-event.ts), so a busy fleet causes
 * no requests, however far the user has scrolled.
 */
export function taskFeedOptions(filter: TaskFilter) {
  return infiniteQueryOptions({
    queryKey: queryKeys.feed(filter),
    queryFn: ({ pageParam, signal }) => {
      const limit = pageParam === null ? FIRST_PAGE : NEXT_PAGES;
      return apiGet<TaskPageWire>(`/api/tasks?${filterQuery(filter, limit, pageParam)}`, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** Defaults for the fields an event leaves out, for a task that no list has shown yet. */
const NOT_CARRIED = {
  description: null,
  acceptance_criteria: null,
  metadata: {},
  waiting_on: [],
  error_message: null,
  resolution: null,
  feedback_notes: null,
  follow_ups: [],
  workspace_id: 1,
  github_issue_number: null,
  github_repo: null,
  github_synced_at: null,
  github_branch: null,
  github_pr_number: null,
  github_pr_state: null,
} as const satisfies Partial<Record<keyof TaskWire, unknown>>;

/** A task from an event or a response, with missing fields taken from the cached version. */
export function withNews(shown: TaskWire | undefined, task: TaskWire | TaskEventWire): TaskWire {
  if (!shown) return { ...NOT_CARRIED, waiting_on: [], follow_ups: [], ...task } as TaskWire;
  return { ...shown, ...task, waiting_on: task.ready ? [] : shown.waiting_on };
}

/** The feed with a task's newest version moved, added or removed; the same object when nothing changes. */
export function patchFeed(
  feed: TaskFeed,
  sort: TaskFilter["sort"],
  task: TaskWire | TaskEventWire,
  fits: boolean,
): TaskFeed {
  const shown = feed.pages.flatMap((page) => page.tasks).find(({ id }) => id === task.id);
  if (shown && shown.etag > task.etag) return feed;
  if (!shown && !fits) return feed;
  const next = withNews(shown, task);
  if (shown && fits && compareTasks(sort, shown, next) === 0) {
    return mapPages(
      feed,
      (tasks) => tasks.map((row) => (row.id === task.id ? next : row)),
      task.id,
    );
  }
  const without = shown
    ? mapPages(feed, (tasks) => tasks.filter(({ id }) => id !== task.id), task.id)
    : feed;
  return fits ? insert(without, sort, next) : without;
}

export function removeFromFeed(feed: TaskFeed, id: number): TaskFeed {
  return mapPages(feed, (tasks) => tasks.filter((task) => task.id !== id), id);
}

function mapPages(feed: TaskFeed, change: (tasks: TaskWire[]) => TaskWire[], id: number): TaskFeed {
  if (!feed.pages.some((page) => page.tasks.some((task) => task.id === id))) return feed;
  const pages = feed.pages.map((page) =>
    page.tasks.some((task) => task.id === id) ? { ...page, tasks: change(page.tasks) } : page,
  );
  return { ...feed, pages };
}

/** A task that sorts after everything loaded is left to the next page. */
function insert(feed: TaskFeed, sort: TaskFilter["sort"], task: TaskWire): TaskFeed {
  const goesBefore = (row: TaskWire) => compareTasks(sort, task, row) < 0;
  let at = feed.pages.findIndex((page) => page.tasks.some(goesBefore));
  if (at === -1) {
    if (feed.pages.at(-1)?.next_cursor) return feed;
    at = feed.pages.length - 1;
  }
  const pages = feed.pages.map((page, index) => {
    if (index !== at) return page;
    const place = page.tasks.findIndex(goesBefore);
    const tasks = [...page.tasks];
    tasks.splice(place === -1 ? tasks.length : place, 0, task);
    return { ...page, tasks };
  });
  return { ...feed, pages };
}
