import type { Prisma, Transaction } from "@/lib/core/database";

interface Counted {
  total: number;
  /** The newest event at the time of counting. As long as it is still the newest, no task has changed. */
  at: bigint;
}

const MAX_KEPT = 200;
const kept = new WeakMap<object, Map<string, Counted>>();

/**
 * The number that the query `counting` finds, of one row with the column `total`, which depends on nothing but tasks. Counting walks
 * every match (4 ms for 50,000), so a count is cached until a task changes: every change writes an event in its transaction, so if
 * the newest event is the same and no older transaction is still running, the tasks are the same. Exact, also with several processes.
 * With `byTime` it depends on the clock as well, so it is never cached.
 */
export async function countTasks(
  db: Transaction,
  counting: Prisma.Sql,
  { byTime = false } = {},
): Promise<number> {
  if (byTime) return countNow(db, counting);
  const counts = kept.get(db) ?? new Map<string, Counted>();
  kept.set(db, counts);
  const key = JSON.stringify([counting.sql, counting.values]);
  const known = counts.get(key);
  if (known) {
    const newest = await newestFinalEvent(db);
    if (newest !== null && newest === known.at) return known.total;
  }
  const [row] = await db.$queryRaw<{ total: number; newest: bigint; settled: boolean }[]>`
    SELECT counted.total, COALESCE((SELECT max(id) FROM events), 0) AS newest,
           COALESCE((SELECT max(id) FROM events), 0) < event_horizon() AS settled
    FROM (${counting}) counted`;
  const { total, newest, settled } = row as { total: number; newest: bigint; settled: boolean };
  if (settled) {
    if (counts.size >= MAX_KEPT) counts.delete(counts.keys().next().value as string);
    counts.set(key, { total, at: newest });
  } else {
    counts.delete(key);
  }
  return total;
}

async function countNow(db: Transaction, counting: Prisma.Sql): Promise<number> {
  const [row] = await db.$queryRaw<{ total: number }[]>`${counting}`;
  return row?.total ?? 0;
}

async function newestFinalEvent(db: Transaction): Promise<bigint | null> {
  const [row] = await db.$queryRaw<{ newest: bigint; settled: boolean }[]>`
    SELECT COALESCE(max(id), 0) AS newest, COALESCE(max(id), 0) < event_horizon() AS settled FROM events`;
  return row?.settled ? row.newest : null;
}
