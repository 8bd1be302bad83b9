import type { EventWire } from "./shapes";
import { EVENTS, type EventRow } from "./types";

/** An event as readers get it (docs/events.md): the stored data, with the timestamp in milliseconds. */
export function eventToWire(event: EventRow): EventWire {
  return {
    id: Number(event.id),
    type: event.type,
    // Older data was converted when it was read.
    version: event.version || EVENTS[event.type]?.version || 1,
    data: event.data,
    actor: { name: event.actor, kind: event.actor_kind },
    project_id: event.project_id,
    task_id: event.task_id,
    agent: event.agent,
    run_id: event.run_id,
    timestamp: event.created_at.getTime(),
  };
}
