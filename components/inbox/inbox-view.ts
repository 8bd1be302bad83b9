import {
  asInteger,
  asListOf,
  asOneOf,
  asText,
  orElse,
  type ValuesOf,
} from "@/components/sync/address/parsers";
import type { FeedSort, TaskFilter } from "@/components/sync/cache/task-filter";
import { PRIORITIES } from "@/components/ui/display/priority";
import { GROUP_IDS, GROUPS, type TaskGroupId } from "./groups";

/** The state of the inbox in the URL: it survives a reload and can be shared as a link. */
export const inboxParsers = {
  group: orElse(asOneOf(["all", ...GROUP_IDS] as const), "all"),
  task: asText,
  /** The request that is open beside the list. */
  request: asInteger,
  q: orElse(asText, ""),
  priority: orElse(asListOf(asOneOf(PRIORITIES)), []),
  assignee: orElse(asListOf(asText), []),
  label: orElse(asListOf(asText), []),
  project: asInteger,
  sort: orElse(asOneOf(["newest", "priority"] as const), "newest"),
};

export type InboxView = ValuesOf<typeof inboxParsers>;

const SORTS: Record<InboxView["sort"], FeedSort> = { newest: "-created_at", priority: "priority" };

/** The feed of one group with the view's filters. The keys have a fixed order, so that equal views share a query. */
export function groupFilter(group: TaskGroupId, view: InboxView): TaskFilter {
  return {
    ...GROUPS[group].filter,
    ...(view.priority.length > 0 ? { priority: view.priority } : {}),
    ...(view.assignee.length > 0 ? { assigned_to: view.assignee } : {}),
    ...(view.label.length > 0 ? { labels: view.label } : {}),
    ...(view.project ? { project_id: view.project } : {}),
    ...(view.q.trim() ? { q: view.q.trim().slice(0, 200) } : {}),
    sort: SORTS[view.sort],
  };
}

export function isFiltered(view: InboxView): boolean {
  return view.q.trim() !== "" || narrowedBy(view) > 0;
}

/** How many kinds of filter are set, the search apart, which is always in view. */
export function narrowedBy({ priority, assignee, label, project }: InboxView): number {
  return [priority.length > 0, assignee.length > 0, label.length > 0, project !== null].filter(
    Boolean,
  ).length;
}
