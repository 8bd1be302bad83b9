import { z } from "zod";
import { TextOrNull } from "@/lib/core/shapes";
import { EVENT_TYPES, type EventType } from "./types";

/** What every event says beside its type and its data. */
const envelope = {
  id: z.int(),
  actor: z.strictObject({ name: z.string(), kind: z.string() }),
  project_id: z.int().nullable(),
  task_id: z.int().nullable(),
  agent: TextOrNull,
  run_id: z.int().nullable(),
  /** Unix milliseconds. */
  timestamp: z.int(),
};

/** An event of one type, described by its data. */
export function eventShape<T extends EventType, D extends z.ZodType>(type: T, data: D) {
  return z
    .strictObject({ ...envelope, type: z.literal(type), data })
    .meta({ id: `Event.${type}`, description: `What \`${type}\` carries.` });
}

const AnyEvent = z.strictObject({
  ...envelope,
  type: z.enum(EVENT_TYPES),
  data: z.record(z.string(), z.unknown()),
});
/** An event as the stream shows it, whatever its type; lib/api/event-payloads.ts has the data of each. */
export type EventWire = z.output<typeof AnyEvent>;
