import type { EventWire } from "@/lib/events/shapes";
import type { EventRow } from "@/lib/events/types";
import type { TaskRow } from "./row";
import { taskToWire } from "./wire";

/** The data of an event as the stream shows it: a stored task becomes the task object, its fields beside the rest. */
export function eventDataToWire(event: EventRow): Record<string, unknown> {
  const { task, ...rest } = event.data as { task?: TaskRow };
  return task ? { ...taskToWire(task), ...rest } : rest;
}

/** An event as the stream shows it (api.md, "Events"): `{id, type, data, timestamp}`, the timestamp in milliseconds. */
export function eventToWire(event: EventRow): EventWire {
  return {
    id: Number(event.id),
    type: event.type,
    data: eventDataToWire(event),
    actor: { name: event.actor, kind: event.actor_kind },
    project_id: event.project_id,
    task_id: event.task_id,
    agent: event.agent,
    run_id: event.run_id,
    timestamp: event.created_at.getTime(),
  };
}
