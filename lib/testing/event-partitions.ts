import type { Database } from "@/lib/core/database";
import { listPartitions } from "@/lib/events/partitions";

/** Lets ids go on in the last partition, or with `beyond` after it, as they do after so many transactions. */
export async function fillPartitions(db: Database, place?: "beyond"): Promise<void> {
  const last = (await listPartitions(db)).at(-1);
  const next = (place === "beyond" ? last?.to : last?.from) ?? 0n;
  const [row] = await db.$queryRaw<{ epoch: bigint }[]>`
    SELECT (${next}::bigint >> 16) - pg_current_xact_id()::text::bigint AS epoch`;
  await db.$executeRawUnsafe(
    `CREATE OR REPLACE FUNCTION event_epoch() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT ${row?.epoch}::bigint $$`,
  );
}
