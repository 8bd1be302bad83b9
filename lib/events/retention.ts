import type { Queryable } from "@/lib/core/database";

/** The setting that holds the highest id of an event that was removed, so that a replay can say that it begins later. */
const REMOVED_THROUGH_KEY = "events.removed_through";

/** Removes at most `limit` events older than `days` days and returns how many it were. Index: events_created_at_idx. */
export async function removeOldEvents(db: Queryable, days: number, limit: number): Promise<number> {
  const [row] = await db.$queryRaw<{ removed: number }[]>`
    WITH removed AS (
      DELETE FROM events WHERE ctid IN (
        SELECT ctid FROM events WHERE created_at < clock_timestamp() - ${days}::int * interval '1 day' LIMIT ${limit}
      )
      RETURNING id
    ), noted AS (
      INSERT INTO settings AS s (key, value, updated_by)
      SELECT ${REMOVED_THROUGH_KEY}, to_jsonb(max(id)::text), 'recovery' FROM removed HAVING count(*) > 0
      ON CONFLICT (key) DO UPDATE SET updated_at = now(),
        value = to_jsonb(GREATEST((s.value #>> '{}')::bigint, (EXCLUDED.value #>> '{}')::bigint)::text)
    )
    SELECT count(*)::int AS removed FROM removed`;
  return row?.removed ?? 0;
}

/** Whether events after the event `after` were removed: a replay from there would start later. Index: settings_pkey. */
export async function isForgotten(db: Queryable, after: bigint): Promise<boolean> {
  const [row] = await db.$queryRaw<{ forgotten: boolean }[]>`
    SELECT (value #>> '{}')::bigint > ${after} AS forgotten FROM settings WHERE key = ${REMOVED_THROUGH_KEY}`;
  return row?.forgotten ?? false;
}
