import { Prisma, type Queryable } from "@/lib/core/database";
import { LEASE_MS } from "./lifecycle";

/** What Baton works on itself has a lease of its own: only the process that works on it renews that. */
const IS_CLAIMED = Prisma.sql`NOT EXISTS (SELECT 1 FROM runs r WHERE r.id = tasks.run_id AND r.trigger = 'dispatch')`;

/** Renews the lease of a run that is still the task's own; says when it now ends, or null when the claim is lost. */
export async function renewLease(
  db: Queryable,
  taskId: number,
  runId: number,
): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ lease_expires_at: Date }[]>`
    WITH t AS (
      UPDATE tasks SET lease_expires_at = clock_timestamp() + ${LEASE_MS}::int * interval '1 millisecond'
      WHERE id = ${taskId} AND run_id = ${runId} AND status = 'in_progress' AND ${IS_CLAIMED}
      RETURNING run_id, lease_expires_at
    )
    UPDATE runs SET heartbeat_at = clock_timestamp(), lease_expires_at = t.lease_expires_at
    FROM t WHERE runs.id = t.run_id RETURNING runs.lease_expires_at`;
  return row?.lease_expires_at ?? null;
}

/** Renews every lease an agent holds: its heartbeat is a sign of life for all its work. */
export async function renewLeasesOf(db: Queryable, agent: string): Promise<void> {
  await db.$executeRaw`
    WITH t AS (
      UPDATE tasks SET lease_expires_at = clock_timestamp() + ${LEASE_MS}::int * interval '1 millisecond'
      WHERE assigned_to = ${agent} AND status = 'in_progress' AND ${IS_CLAIMED} RETURNING run_id, lease_expires_at
    )
    UPDATE runs SET heartbeat_at = clock_timestamp(), lease_expires_at = t.lease_expires_at
    FROM t WHERE runs.id = t.run_id`;
}
