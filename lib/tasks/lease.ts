import type { Queryable } from "@/lib/core/database";
import { LEASE_MS } from "./lifecycle";

/**
 * Renews the lease of a run under which an agent holds a task; says when it now ends, or null when the run is closed. What
 * Baton works on itself keeps the lease of the process that works on it. Index: runs_pkey.
 */
export async function renewLease(
  db: Queryable,
  taskId: number,
  runId: number,
): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ lease_expires_at: Date }[]>`
    UPDATE runs SET heartbeat_at = clock_timestamp(),
      lease_expires_at = clock_timestamp() + ${LEASE_MS}::int * interval '1 millisecond'
    WHERE id = ${runId} AND task_id = ${taskId} AND outcome IS NULL AND trigger = 'claim'
    RETURNING lease_expires_at`;
  return row?.lease_expires_at ?? null;
}

/** Renews every lease an agent holds: its heartbeat is a sign of life for all its work. Index: runs_open_of_agent_idx. */
export async function renewLeasesOf(db: Queryable, agent: string): Promise<void> {
  await db.$executeRaw`
    UPDATE runs SET heartbeat_at = clock_timestamp(),
      lease_expires_at = clock_timestamp() + ${LEASE_MS}::int * interval '1 millisecond'
    WHERE agent = ${agent} AND outcome IS NULL AND trigger = 'claim'
      AND EXISTS (SELECT 1 FROM tasks t WHERE t.run_id = runs.id)`;
}
