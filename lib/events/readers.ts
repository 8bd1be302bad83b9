import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";

/**
 * A reader that must get every event, such as one that delivers them to another system, records here how far it has
 * read. Retention keeps the events it has not read (lib/events/retention.ts).
 */
export interface EventReader {
  name: string;
  /** The last event it has finished with. */
  position: bigint;
}

/** Registers a reader and returns its position: a new one starts with events from now on, a known one continues. */
export async function registerReader(ctx: Context, name: string): Promise<bigint> {
  const [row] = await ctx.db.$queryRaw<{ position: bigint }[]>`
    INSERT INTO event_readers (name, position) VALUES (${name}, event_horizon() - 1)
    ON CONFLICT (name) DO UPDATE SET name = EXCLUDED.name RETURNING position`;
  return row?.position ?? 0n;
}

/**
 * Records that the reader is done with everything up to `through`, in the transaction of that work. The position never
 * moves back.
 */
export async function advanceReader(db: Queryable, name: string, through: bigint): Promise<void> {
  await db.$executeRaw`
    UPDATE event_readers SET position = ${through}, updated_at = clock_timestamp()
    WHERE name = ${name} AND position < ${through}`;
}

/** Removes a reader: events are no longer kept for it. */
export async function removeReader(db: Queryable, name: string): Promise<void> {
  await db.$executeRaw`DELETE FROM event_readers WHERE name = ${name}`;
}

/**
 * The readers that have not read everything up to `id`, furthest behind first. Each webhook that is enabled is one, and its own
 * row says how far it is; a disabled one keeps nothing from being removed.
 */
export async function readersBehind(db: Queryable, id: bigint): Promise<EventReader[]> {
  return db.$queryRaw<EventReader[]>`
    SELECT name, position FROM event_readers WHERE position < ${id}
    UNION ALL SELECT 'webhook ' || id, position FROM webhooks WHERE enabled AND position < ${id}
    ORDER BY position, name`;
}
