import {
  asInteger,
  asListOf,
  asOneOf,
  asText,
  orElse,
  type ValuesOf,
} from "@/components/sync/address/parsers";
import { taskRefOf } from "@/lib/activity/describe";
import type { EventWire } from "@/lib/events/shapes";
import { DURABLE_TYPES, EVENT_CATEGORIES } from "@/lib/events/types";

/** What the screen shows, kept in the URL. */
export const activityParsers = {
  /** Types of event (`task.claimed`), or whole kinds (`task`). */
  types: orElse(asListOf(asOneOf([...EVENT_CATEGORIES, ...DURABLE_TYPES])), []),
  project: asInteger,
  agent: asText,
  /** A ticket reference. */
  task: asText,
  /** Who did it. */
  by: asText,
  /** The event that the address points at. */
  event: asInteger,
};

export type ActivityView = ValuesOf<typeof activityParsers>;
export type ActivityFilters = Omit<ActivityView, "event">;

/** The filters as a query of GET /api/activities. Their order is fixed, so that equal views share a query. */
export function filterQuery({ types, project, agent, task, by }: ActivityFilters): string {
  const query = new URLSearchParams();
  if (types.length > 0) query.set("types", types.join(","));
  if (project !== null) query.set("project_id", String(project));
  if (agent) query.set("agent", agent);
  if (task?.trim()) query.set("task", task.trim());
  if (by?.trim()) query.set("actor", by.trim());
  return query.toString();
}

/** The path of a page: the one around the event of the address, the newest, or an older one. */
export function pagePath(view: ActivityView, limit: number, before: number | null): string {
  const from =
    before !== null ? `&before=${before}` : view.event !== null ? `&around=${view.event}` : "";
  const filters = filterQuery(view);
  return `/api/activities?limit=${limit}${from}${filters ? `&${filters}` : ""}`;
}

/**
 * Whether a new event belongs on the screen. `taskId` is the task that the filter names, once an event of it has been read: not every
 * event carries its reference.
 */
export function passes(view: ActivityFilters, event: EventWire, taskId: number | null): boolean {
  if (view.types.length > 0 && !isOfTypes(view.types, event.type)) return false;
  if (view.project !== null && event.project_id !== view.project) return false;
  if (view.agent && event.agent !== view.agent) return false;
  if (view.by?.trim() && event.actor.name !== view.by.trim()) return false;
  const ref = view.task?.trim().toLowerCase();
  if (!ref) return true;
  if (taskId !== null && event.task_id === taskId) return true;
  return taskRefOf(event)?.toLowerCase() === ref || String(event.task_id) === ref;
}

function isOfTypes(types: readonly string[], type: string): boolean {
  return types.some((each) => type === each || type.startsWith(`${each}.`));
}

/** How many kinds of filter are set. */
export function narrowedBy({ types, project, agent, task, by }: ActivityFilters): number {
  return [types.length > 0, project !== null, agent, task?.trim(), by?.trim()].filter(Boolean)
    .length;
}

export const NO_FILTERS: ActivityFilters = {
  types: [],
  project: null,
  agent: null,
  task: null,
  by: null,
};
