import type { TaskWire } from "@/lib/tasks/shapes";
import type { GroupId } from "./groups";
import type { GroupFeed } from "./use-group-feed";

/** One row of the list. */
export type Row =
  | { kind: "head"; key: string; group: GroupId; count: number | undefined }
  | { kind: "task"; key: string; group: GroupId; task: TaskWire }
  | { kind: "rest"; key: string; group: GroupId; count: number }
  | { kind: "loading"; key: string; group: GroupId }
  | { kind: "error"; key: string; group: GroupId; feed: GroupFeed };

/** How many tasks of each group the view of all groups shows, so that the last group is not far down. */
const PREVIEW = 20;

/** Every group under its heading, without the empty ones. */
export function rowsOfAll(
  feeds: readonly GroupFeed[],
  counts: Partial<Record<GroupId, number>>,
): Row[] {
  return feeds.flatMap((feed): Row[] => {
    const { group, tasks } = feed;
    if (feed.error && tasks.length === 0) return [head(feed, counts), errorRow(feed)];
    if (feed.isPending)
      return [head(feed, counts), { kind: "loading", key: `${group}-loading`, group }];
    if (tasks.length === 0) return [];
    const shown = tasks.slice(0, PREVIEW);
    const rest = Math.max((counts[group] ?? 0) - shown.length, tasks.length - shown.length);
    const last: Row[] =
      rest > 0 ? [{ kind: "rest", key: `${group}-rest`, group, count: rest }] : [];
    return [head(feed, counts), ...taskRows(group, shown), ...last];
  });
}

/** One group in full. */
export function rowsOfOne(feed: GroupFeed): Row[] {
  const { group, tasks } = feed;
  if (feed.error && tasks.length === 0) return [errorRow(feed)];
  if (feed.isPending) return [{ kind: "loading", key: `${group}-loading`, group }];
  return taskRows(group, tasks);
}

function head(feed: GroupFeed, counts: Partial<Record<GroupId, number>>): Row {
  return { kind: "head", key: `${feed.group}-head`, group: feed.group, count: counts[feed.group] };
}

function errorRow(feed: GroupFeed): Row {
  return { kind: "error", key: `${feed.group}-error`, group: feed.group, feed };
}

function taskRows(group: GroupId, tasks: readonly TaskWire[]): Row[] {
  return tasks.map((task) => ({ kind: "task", key: `task-${task.id}`, group, task }));
}
