import { z } from "zod";
import {
  BROKEN_CURSOR,
  LongPageLimit,
  MAX_INT,
  numberParam,
  singleLine,
  text,
} from "@/lib/core/fields";
import { isShallow, isStorable, NESTING_RULE, STORABLE_RULE } from "@/lib/core/json";

/** The most that a project keeps: a place to share findings, not a database. */
export const STORE_LIMITS = { valueBytes: 65_536, keys: 1_000, bytes: 8 * 1024 * 1024 };

const Key = singleLine(200);
/** Next hands a part of a path over as it was sent; a key may have a slash. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
export const StorePath = z.strictObject({ key: z.string().transform(decoded).pipe(Key) });

const Project = { project_id: numberParam(1, MAX_INT).optional() };
export const StoreQuery = z.strictObject(Project);

export const ListStore = z.strictObject({
  /** Only keys that begin with this. */
  prefix: text(200).optional(),
  limit: LongPageLimit,
  cursor: text(200, 1)
    .refine((key) => !key.includes("\n"), BROKEN_CURSOR)
    .optional(),
  ...Project,
});
export type ListStore = z.output<typeof ListStore>;

export const PutEntry = z.strictObject({
  value: z
    .unknown()
    .refine((value) => value !== undefined, "is required")
    .refine(isShallow, { message: NESTING_RULE, abort: true })
    .refine((value) => isStorable({ value }), { message: STORABLE_RULE, abort: true })
    .refine(
      (value) => Buffer.byteLength(JSON.stringify(value) ?? "") <= STORE_LIMITS.valueBytes,
      `must be at most ${STORE_LIMITS.valueBytes} bytes of JSON`,
    ),
  /** That of the entry as the caller knows it; 0 or null if there is none. Left out, whatever is there is replaced. */
  version: z.number().int().min(0).max(MAX_INT).nullable().optional(),
});
export type PutEntry = z.output<typeof PutEntry>;

export const RemoveEntry = StoreQuery.extend({ version: numberParam(1, MAX_INT).optional() });
