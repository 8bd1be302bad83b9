import type { Queryable } from "@/lib/core/database";

/** Renews the lease of an open run that Baton works on itself; false when the run was closed meanwhile. Index: runs_pkey. */
export async function renewRunLease(
  db: Queryable,
  runId: number,
  leaseMs: number,
): Promise<boolean> {
  const renewed = await db.$executeRaw`
    UPDATE runs SET heartbeat_at = clock_timestamp(),
      lease_expires_at = clock_timestamp() + ${leaseMs}::double precision * interval '1 millisecond'
    WHERE id = ${runId} AND outcome IS NULL`;
  return renewed > 0;
}
