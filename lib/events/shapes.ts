import { z } from "zod";
import { TextOrNull } from "@/lib/core/shapes";
import { DURABLE_TYPES, type DurableType, type EphemeralType } from "./types";

/** The fields of every event besides its type and data. */
const envelope = {
  id: z.int(),
  /** The version of the data; it grows when older readers can no longer understand it. */
  version: z.int(),
  actor: z.strictObject({ name: z.string(), kind: z.string() }),
  project_id: z.int().nullable(),
  task_id: z.int().nullable(),
  agent: TextOrNull,
  run_id: z.int().nullable(),
  /** Unix milliseconds. */
  timestamp: z.int(),
};

/** An ephemeral event of one type: it is not stored, so it has no id to resume from. */
export function noticeShape<T extends EphemeralType, D extends z.ZodType>(type: T, data: D) {
  const { id: _, ...rest } = envelope;
  return z
    .strictObject({ ...rest, type: z.literal(type), data })
    .meta({ id: `Event.${type}`, description: `What \`${type}\` carries. It has no id.` });
}

/** An event of one type, described by its data. */
export function eventShape<T extends DurableType, D extends z.ZodType>(type: T, data: D) {
  return z
    .strictObject({ ...envelope, type: z.literal(type), data })
    .meta({ id: `Event.${type}`, description: `What \`${type}\` carries.` });
}

const AnyEvent = z.strictObject({
  ...envelope,
  type: z.enum(DURABLE_TYPES),
  data: z.record(z.string(), z.unknown()),
});
/** An event on the stream, of any type; lib/api/event-payloads.ts describes the data of each. */
export type EventWire = z.output<typeof AnyEvent>;

/** A sign of life for readers who ask for it, under the event name `tick`. */
export const TickShape = z
  .strictObject({
    type: z.literal("tick"),
    /** Every event up to this id that passes the filter has been sent. */
    id: z.int(),
    /** Which build of Baton is running. */
    build: z.string(),
    /** Whose session the stream belongs to; null for a key. */
    user: z.int().nullable(),
    timestamp: z.int(),
  })
  .meta({ id: "StreamTick", description: "Sent every 15 seconds to readers with `ticks=true`." });
export type TickWire = z.output<typeof TickShape>;
