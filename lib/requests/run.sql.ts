import { Prisma, type Queryable } from "@/lib/core/database";
import { RUN_JSON } from "@/lib/runs/row";
import type { RunRow } from "@/lib/runs/wire";

/** How long a run that was answered waits to be taken up. After that its lease has run out, and its task is given out again. */
export const TAKE_UP_WITHIN_MS = 10 * 60_000;

/** Locks a run and returns it. Index: runs_pkey. */
export async function lockRun(db: Queryable, id: number): Promise<RunRow | null> {
  const [row] = await db.$queryRaw<{ run: RunRow }[]>`
    SELECT ${RUN_JSON} AS run FROM runs r WHERE r.id = ${id} FOR NO KEY UPDATE OF r`;
  return row?.run ?? null;
}

/** Suspends the lease of an open run; null if it has none to suspend, because it is closed or waits already. */
export async function suspend(db: Queryable, id: number): Promise<RunRow | null> {
  const [row] = await db.$queryRaw<{ run: RunRow }[]>`
    UPDATE runs r SET state = 'waiting', lease_expires_at = NULL
    WHERE r.id = ${id} AND r.outcome IS NULL AND r.state <> 'waiting' RETURNING ${RUN_JSON} AS run`;
  return row?.run ?? null;
}

/** Gives a run that waited its lease back; null if it does not wait any more. */
export async function wake(db: Queryable, id: number): Promise<RunRow | null> {
  const [row] = await db.$queryRaw<{ run: RunRow }[]>`
    UPDATE runs r SET state = 'answered', lease_expires_at = ${WITHIN}
    WHERE r.id = ${id} AND r.outcome IS NULL AND r.state = 'waiting' RETURNING ${RUN_JSON} AS run`;
  return row?.run ?? null;
}

const WITHIN = Prisma.sql`clock_timestamp() + ${TAKE_UP_WITHIN_MS}::int * interval '1 millisecond'`;

/**
 * Its agent has read the answer, so the run goes on. A conversation that Baton leads goes on only in the process that takes it up.
 * Index: runs_pkey, run_texts_pkey.
 */
export async function takeUpAnswered(db: Queryable, id: number): Promise<void> {
  await db.$executeRaw`
    UPDATE runs SET state = 'running', heartbeat_at = clock_timestamp(), lease_expires_at = ${WITHIN}
    WHERE id = ${id} AND outcome IS NULL AND state = 'answered'
      AND NOT EXISTS (SELECT 1 FROM run_texts x WHERE x.run_id = runs.id AND x.conversation IS NOT NULL)`;
}
