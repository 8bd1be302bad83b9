import type { z } from "zod";
import type { EventWire } from "@/lib/events/shapes";
import type { EventRow } from "@/lib/events/types";
import { eventToWire } from "@/lib/events/wire";
import { describeEvent, subjectOf } from "./describe";
import type { ACTIVITY_FIELDS, AuditEntry } from "./shapes";

export type ActivityWire = EventWire & {
  [Name in keyof typeof ACTIVITY_FIELDS]: z.output<(typeof ACTIVITY_FIELDS)[Name]>;
};

/** An event with what Mission Control's clients read of an activity. */
export function activityToWire(row: EventRow): ActivityWire {
  const event = eventToWire(row);
  const subject = subjectOf(event);
  return {
    ...event,
    entity_type: subject.type,
    entity_id: subject.id,
    description: describeEvent(event),
    created_at: Math.floor(event.timestamp / 1000),
    workspace_id: 1,
    entity: entityOf(event, subject),
  };
}

function entityOf({ data }: EventWire, { type, id }: ReturnType<typeof subjectOf>) {
  const nested = data[type];
  const said = typeof nested === "object" && nested !== null ? { ...data, ...nested } : data;
  const text = (name: string): Record<string, string> => {
    const value = Object(said)[name];
    return typeof value === "string" ? { [name]: value } : {};
  };
  const entity = { ...text("name"), ...text("title"), ...text("status") };
  return Object.keys(entity).length === 0 ? null : { type, id, ...entity };
}

/** An event as an entry of an audit log. */
export function auditToWire(row: EventRow): AuditEntry {
  const event = eventToWire(row);
  const { type, id } = subjectOf(event);
  const { address } = event.data;
  return {
    id: event.id,
    action: event.type.replace(".", "_"),
    actor: event.actor.name,
    actor_id: null,
    target_type: type,
    target_id: id,
    detail: event.data,
    ip_address: typeof address === "string" ? address : null,
    user_agent: null,
    created_at: Math.floor(event.timestamp / 1000),
  };
}
