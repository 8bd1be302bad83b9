import { type InfiniteData, infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { cursorAfter } from "@/lib/tasks/read/cursor-text";
import type { TaskEventWire, TaskWire } from "@/lib/tasks/shapes";
import { noteTexts } from "./old-texts";
import { queryKeys } from "./query-keys";
import { readFirstPage, type TaskPageWire } from "./read-lists";
import { compareTasks, filterQuery, type TaskFilter } from "./task-filter";

export type TaskFeed = InfiniteData<TaskPageWire, string | null>;

export const FIRST_PAGE = 50;
const NEXT_PAGES = 200;

/** A search is typed letter by letter; what each prefix found is not kept for long. */
const SEARCH_KEPT_MS = 20_000;
/** Marks a cursor that the browser made (`insert`): what it leads to may begin with tasks that are shown already. */
const TRIMMED = "~";

/**
 * A list of tasks that grows while the user scrolls. Events patch it in place (apply-event.ts), so a busy fleet causes
 * no requests, however far the user has scrolled, and its pages never grow beyond their sizes.
 */
export function taskFeedOptions(filter: TaskFilter) {
  return infiniteQueryOptions({
    queryKey: queryKeys.feed(filter),
    queryFn: async ({ client, queryKey, pageParam, signal }) => {
      const shown = client.getQueryData<TaskFeed>(queryKey);
      // A server's first paint may be shorter than a first page.
      const isFirst = pageParam === null || (shown?.pages[0]?.tasks.length ?? 0) < FIRST_PAGE;
      const limit = isFirst ? FIRST_PAGE : NEXT_PAGES;
      const isTrimmed = pageParam?.startsWith(TRIMMED) ?? false;
      const cursor = isTrimmed ? pageParam?.slice(TRIMMED.length) : pageParam;
      const page =
        pageParam === null
          ? await readFirstPage(filter, limit, signal)
          : await apiGet<TaskPageWire>(`/api/tasks?${filterQuery(filter, limit, cursor)}`, signal);
      for (const { id } of page.tasks) noteTexts(client, id);
      return isTrimmed ? withoutShown(page, client.getQueryData<TaskFeed>(queryKey)) : page;
    },
    ...(filter.q ? { gcTime: SEARCH_KEPT_MS } : {}),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** The exact number of tasks that match a filter, however many are loaded. Events patch it (patch-counts.ts). */
export function taskCountOptions(filter: TaskFilter) {
  return queryOptions({
    queryKey: queryKeys.count(filter),
    queryFn: async ({ signal }) => (await readFirstPage(filter, 1, signal)).total,
  });
}

type NotCarried = Pick<TaskWire, "metadata" | Exclude<keyof TaskWire, keyof TaskEventWire>>;

/** The fields that an event leaves out, for a task that no list has shown yet: what is drawn of it needs them all. */
const notCarried = (): NotCarried => ({
  description: null,
  acceptance_criteria: null,
  checks: null,
  metadata: {},
  waiting_on: [],
  error_message: null,
  resolution: null,
  feedback_notes: null,
  follow_ups: [],
  output_schema: null,
  command: null,
  workspace_id: 1,
  github_issue_number: null,
  github_repo: null,
  github_synced_at: null,
  github_branch: null,
  github_pr_number: null,
  github_pr_state: null,
});

/** A task from an event or a response, with missing fields taken from the cached version. */
export function withNews(shown: TaskWire | undefined, task: TaskWire | TaskEventWire): TaskWire {
  if (!shown) return { ...notCarried(), ...task };
  return { ...shown, ...task, waiting_on: task.ready ? [] : shown.waiting_on };
}

/** The feed with a task's newest version moved, added or removed; the same object when nothing changes. */
export function patchFeed(
  feed: TaskFeed,
  sort: TaskFilter["sort"],
  task: TaskWire | TaskEventWire,
  fits: boolean,
): TaskFeed {
  const shown = taskIn(feed, task.id);
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

function taskIn(feed: TaskFeed, id: number): TaskWire | undefined {
  for (const { tasks } of feed.pages) {
    const task = tasks.find((each) => each.id === id);
    if (task) return task;
  }
  return undefined;
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

function withoutShown(page: TaskPageWire, feed: TaskFeed | undefined): TaskPageWire {
  const shown = new Set(feed?.pages.flatMap(({ tasks }) => tasks.map(({ id }) => id)));
  return { ...page, tasks: page.tasks.filter(({ id }) => !shown.has(id)) };
}

/** A task that sorts after everything loaded is left to the next page. */
function insert(feed: TaskFeed, sort: TaskFilter["sort"], task: TaskWire): TaskFeed {
  const goesBefore = (row: TaskWire) => compareTasks(sort, task, row) < 0;
  let at = feed.pages.findIndex((page) => page.tasks.some(goesBefore));
  if (at === -1) {
    if (feed.pages.at(-1)?.next_cursor) return feed;
    at = feed.pages.length - 1;
  }
  const pages = [...feed.pages];
  let moved: TaskWire | undefined = task;
  for (let index = at; moved && index < pages.length; index++) {
    const page = pages[index] as TaskPageWire;
    const place = index === at ? page.tasks.findIndex(goesBefore) : 0;
    const tasks: TaskWire[] = page.tasks.toSpliced(
      place === -1 ? page.tasks.length : place,
      0,
      moved,
    );
    // The last one moves to the next page, so that no page outgrows its size.
    moved = tasks.length > sizeOf(index) ? tasks.pop() : undefined;
    pages[index] = moved
      ? { ...page, tasks, next_cursor: cursorOf(sort, tasks) }
      : { ...page, tasks };
  }
  return { ...feed, pages };
}

const sizeOf = (page: number): number => (page === 0 ? FIRST_PAGE : NEXT_PAGES);

/** A list that was cut off goes on behind its last task. */
function cursorOf(sort: TaskFilter["sort"], tasks: readonly TaskWire[]): string | null {
  const last = tasks.at(-1);
  return last ? TRIMMED + cursorAfter(last, sort) : null;
}
