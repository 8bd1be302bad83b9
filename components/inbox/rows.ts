import type { RequestWire } from "@/lib/requests/shapes";
import type { TaskWire } from "@/lib/tasks/shapes";
import type { GroupId, TaskGroupId } from "./groups";
import type { RequestFeed } from "./requests/use-request-feed";
import type { GroupFeed } from "./use-group-feed";

export interface TaskRow {
  kind: "task";
  key: string;
  group: TaskGroupId;
  task: TaskWire;
}

export interface RequestRow {
  kind: "request";
  key: string;
  group: "requests";
  request: RequestWire;
}

/** A row that can be current: what keys act on. */
export type Subject = TaskRow | RequestRow;

/** One row of the list. */
export type Row =
  | Subject
  | { kind: "head"; key: string; group: GroupId; count: number | undefined }
  | { kind: "rest"; key: string; group: GroupId; count: number }
  | { kind: "loading"; key: string; group: GroupId }
  | { kind: "error"; key: string; group: GroupId; feed: GroupFeed | RequestFeed };

type Feed = GroupFeed | RequestFeed;
type Counts = Partial<Record<GroupId, number>>;

/** How many of each group the view of all groups shows, so that the last group is not far down. */
const PREVIEW = 20;

/** Every group under its heading, without the empty ones. */
export function rowsOfAll(feeds: readonly Feed[], counts: Counts): Row[] {
  return feeds.flatMap((feed): Row[] => {
    const { group } = feed;
    const head: Row = { kind: "head", key: `${group}-head`, group, count: counts[group] };
    const subjects = subjectsOf(feed);
    if (subjects.length === 0) {
      const without = withoutSubjects(feed);
      return without.length > 0 ? [head, ...without] : [];
    }
    const shown = subjects.slice(0, PREVIEW);
    const rest = Math.max((counts[group] ?? 0) - shown.length, subjects.length - shown.length);
    const last: Row[] =
      rest > 0 ? [{ kind: "rest", key: `${group}-rest`, group, count: rest }] : [];
    return [head, ...shown, ...last];
  });
}

/** One group in full. */
export function rowsOfOne(feed: Feed): Row[] {
  const subjects = subjectsOf(feed);
  return subjects.length > 0 ? subjects : withoutSubjects(feed);
}

/** What stands in place of rows: an error, or that they are still read. */
function withoutSubjects(feed: Feed): Row[] {
  const { group } = feed;
  if (feed.error) return [{ kind: "error", key: `${group}-error`, group, feed }];
  return feed.isPending ? [{ kind: "loading", key: `${group}-loading`, group }] : [];
}

function subjectsOf(feed: Feed): Subject[] {
  if (feed.group === "requests")
    return feed.requests.map((request) => ({
      kind: "request",
      key: `request-${request.id}`,
      group: "requests",
      request,
    }));
  const { group } = feed;
  return feed.tasks.map((task) => ({ kind: "task", key: `task-${task.id}`, group, task }));
}
