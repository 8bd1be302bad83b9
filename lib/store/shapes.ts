import { z } from "zod";
import { Seconds, TextOrNull } from "@/lib/core/shapes";

const head = {
  key: z.string(),
  version: z.int(),
  /** The length of the value as JSON. */
  bytes: z.int(),
  updated_by: z.string(),
  updated_at: Seconds,
};
export const StoreEntryShape = z.strictObject({ ...head, value: z.unknown() }).meta({
  id: "StoreEntry",
  description: "A value that the agents and people of a project share.",
});
export type StoreEntryWire = z.output<typeof StoreEntryShape>;

export const StoreEntryResponse = z.strictObject({ entry: StoreEntryShape });
export const StoreListResponse = z.strictObject({
  entries: z.array(
    z.strictObject(head).meta({ id: "StoreKey", description: "An entry without its value." }),
  ),
  next_cursor: TextOrNull,
});
export const RemovedEntryResponse = z.strictObject({ ok: z.literal(true) });
