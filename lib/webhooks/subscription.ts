import type { EventFilter } from "@/lib/events/replay";
import { AUDIT_CATEGORIES } from "@/lib/events/replay";
import { DURABLE_TYPES } from "@/lib/events/types";

/** Every type that is not for admins only. */
export const EVERYTHING = "*";

/** The names that Mission Control gives to events, and ours for the same. */
const MISSION_CONTROL: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "activity.task_created": "task.created",
    "activity.task_updated": "task.updated",
    "activity.task_deleted": "task.deleted",
    "activity.task_status_changed": "task.status_changed",
    "activity.comment_added": "task.commented",
    "activity.agent_created": "agent.created",
    "activity.agent_updated": "agent.updated",
    "activity.agent_deleted": "agent.deleted",
    "activity.agent_status_change": "agent.status_changed",
    "agent.status_change": "agent.status_changed",
    "agent.error": "agent.status_changed",
  }),
);

/** The durable types and their categories: what a webhook may subscribe to. */
export const SUBSCRIBABLE: readonly string[] = [
  ...new Set(DURABLE_TYPES.map((type) => type.split(".")[0] as string)),
  ...DURABLE_TYPES,
];
const KNOWN = new Set(SUBSCRIBABLE);
const PUBLIC_CATEGORIES = SUBSCRIBABLE.filter(
  (word) => !word.includes(".") && !AUDIT_CATEGORIES.includes(word),
);

/** The rule that a subscription breaks, or null. */
export function subscriptionProblem(word: string): string | null {
  if (word === EVERYTHING || KNOWN.has(nativeName(word))) return null;
  return `names ${word}, which is no type of event: take * for all, or any of ${SUBSCRIBABLE.join(", ")}`;
}

/** The events that a webhook gets: `*` stands for everything but what only admins may read, which has to be named. */
export function filterOf(subscription: {
  events: readonly string[];
  projectId: number | null;
}): EventFilter {
  const types = subscription.events.flatMap((word) =>
    word === EVERYTHING ? PUBLIC_CATEGORIES : [nativeName(word)],
  );
  return { types: [...new Set(types)], projectId: subscription.projectId ?? undefined };
}

/** The name under which the receiver subscribed to this type, for receivers that were written for Mission Control. */
export function subscribedName(events: readonly string[], type: string): string {
  return events.find((word) => nativeName(word) !== word && nativeName(word) === type) ?? type;
}

const nativeName = (word: string): string => MISSION_CONTROL.get(word) ?? word;
