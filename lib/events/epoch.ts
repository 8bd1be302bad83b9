import type { Database } from "@/lib/core/database";
import { lockNamed } from "@/lib/core/locks";
import { logger } from "@/lib/core/logger";

/**
 * Keeps event ids growing after a dump was restored into a cluster with lower transaction numbers, from which ids are
 * made (see `event_id` in prisma/sql/events.sql): raises the epoch until the next id is above the newest one. Returns
 * the new epoch, or null when no change was needed. Index: events_pkey.
 */
export async function guardEventEpoch(db: Database): Promise<bigint | null> {
  return db.$transaction(async (tx) => {
    // Processes that start together check one after the other.
    await lockNamed(tx, "event-epoch");
    const [row] = await tx.$queryRaw<{ newest: bigint | null; present: bigint; epoch: bigint }[]>`
      SELECT (SELECT max(id) >> 16 FROM events) AS newest, pg_current_xact_id()::text::bigint AS present,
             event_epoch() AS epoch`;
    if (!row || row.newest === null || row.newest < row.present + row.epoch) return null;
    const epoch = row.newest - row.present + 1n;
    // A computed number, interpolated because a function's body takes no parameters.
    await tx.$executeRawUnsafe(
      `CREATE OR REPLACE FUNCTION event_epoch() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT ${epoch}::bigint $$`,
    );
    logger.info(
      { epoch: epoch.toString() },
      "event ids continue after those of the restored database",
    );
    return epoch;
  });
}
