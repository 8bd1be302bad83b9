import type { Context, TxContext } from "@/lib/core/context";
import { type Queryable, sqlState, type Transaction } from "@/lib/core/database";
import { logger } from "@/lib/core/logger";

/** A partition of `events`: the ids from `from` up to, not including, `to`. */
export interface Partition {
  name: string;
  /** Null for the first, which begins with the lowest id. */
  from: bigint | null;
  to: bigint;
}

/** The default partition, for ids that no other covers; empty unless ids ran ahead of the job. */
const NET = "events_default";

/** A lock so that only one process maintains the partitions at a time. */
const ADVISORY_LOCK = 7_248_105;

/** An id is a transaction's number shifted left by this many bits (`event_id` in prisma/sql/events.sql). */
const ID_SHIFT = 16n;

/** A partition covers about a tenth of the retention, at most a week. */
const MAX_PARTITION_DAYS = 7;
const WIDTH = { unknown: 1n << 20n, least: 1n << 16n, most: 1n << 30n };
const DAY_MS = 86_400_000;

/** All partitions but the default one, lowest ids first. */
export async function listPartitions(db: Queryable): Promise<Partition[]> {
  return db.$queryRaw<Partition[]>`
    SELECT c.relname AS name, substring(b.bound FROM 'FROM \\(''(\\d+)''\\)')::bigint AS "from",
           substring(b.bound FROM 'TO \\(''(\\d+)''\\)')::bigint AS "to"
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    CROSS JOIN LATERAL pg_get_expr(c.relpartbound, c.oid) AS b (bound)
    WHERE i.inhparent = 'events'::regclass AND b.bound <> 'DEFAULT' ORDER BY "to"`;
}

/**
 * Runs work on the partitions in one transaction that waits at most two seconds for its locks: changing partitions
 * blocks writers for a moment, and a waiting lock request blocks others too. Null when the locks were not available;
 * the next run tries again.
 */
export async function tendPartitions<T>(
  ctx: Context,
  work: (tx: TxContext) => Promise<T>,
): Promise<T | null> {
  try {
    return await ctx.transaction(async (tx) => {
      await tx.db.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(${ADVISORY_LOCK})`;
      await tx.db.$executeRaw`SET LOCAL lock_timeout = '2s'`;
      return work(tx);
    });
  } catch (error) {
    if (sqlState(error) !== "55P03") throw error;
    logger.info("the partitions of events are in use, trying again later");
    return null;
  }
}

/**
 * Keeps one whole partition ready beyond the one being written to, about as wide as the events of `days / 10` days. If
 * ids ran ahead of it all the same (more work than ever before, or a dump restored into a cluster with higher
 * transaction numbers), the default partition that took the events becomes a regular one. Returns how many partitions
 * were created.
 */
export async function preparePartitions(ctx: Context, days: number): Promise<number> {
  const made = await tendPartitions(ctx, async (tx) => {
    const present = await presentId(tx.db);
    const partitions = await listPartitions(tx.db);
    const width = await widthFor(tx.db, days, partitions, present);
    let last = partitions.at(-1);
    let count = 0;
    const [net] = await tx.db.$queryRaw<{ lowest: bigint | null; highest: bigint | null }[]>`
      SELECT min(id) AS lowest, max(id) AS highest FROM events_default`;
    if (net?.lowest && net.highest && net.lowest >= (last?.to ?? 0n)) {
      const to = beyond(present, net.highest) + width;
      last = await turnNetIntoPartition(tx.db, last?.to ?? 0n, to);
      count++;
    }
    while (!last || last.from === null || last.from <= present) {
      const from: bigint = last?.to ?? 0n;
      last = await attachPartition(tx.db, from, beyond(present, from) + width);
      count++;
    }
    return count;
  });
  return made ?? 0;
}

/** The id that an event of the next transaction would get. */
async function presentId(db: Queryable): Promise<bigint> {
  const [row] = await db.$queryRaw<{ present: bigint }[]>`
    SELECT (pg_snapshot_xmax(pg_current_snapshot())::text::bigint + event_epoch()) << 16 AS present`;
  return row?.present ?? 0n;
}

/** How many ids the next partition covers, from the growth in the current one. Index: its primary key. */
async function widthFor(
  db: Queryable,
  days: number,
  partitions: Partition[],
  present: bigint,
): Promise<bigint> {
  const current = partitions.find((p) => (p.from ?? 0n) <= present && present < p.to);
  if (!current) return WIDTH.unknown << ID_SHIFT;
  const [grown] = await db.$queryRaw<{ ids: bigint; ms: number }[]>`
    SELECT l.id - f.id AS ids, extract(epoch FROM l.created_at - f.created_at)::float8 * 1000 AS ms
    FROM (SELECT id, created_at FROM events WHERE id >= ${current.from ?? 0n} AND id < ${current.to} ORDER BY id LIMIT 1) f,
         (SELECT id, created_at FROM events WHERE id >= ${current.from ?? 0n} AND id < ${current.to} ORDER BY id DESC LIMIT 1) l`;
  // Less than a few hours is too little to extrapolate a week from.
  if (!grown || grown.ms < DAY_MS / 4) return WIDTH.unknown << ID_SHIFT;
  const wanted = Math.min(MAX_PARTITION_DAYS, Math.max(1, days / 10));
  const transactions = BigInt(
    Math.round((Number(grown.ids >> ID_SHIFT) / grown.ms) * DAY_MS * wanted),
  );
  if (transactions < WIDTH.least) return WIDTH.least << ID_SHIFT;
  return (transactions > WIDTH.most ? WIDTH.most : transactions) << ID_SHIFT;
}

/**
 * Created as a table of its own and then attached: this does not block writers, and only scans the default partition,
 * which is empty.
 */
async function attachPartition(db: Transaction, from: bigint, to: bigint): Promise<Partition> {
  const name = nameOf(from);
  // Names and bounds are computed numbers, interpolated because DDL takes no parameters.
  await db.$executeRawUnsafe(`CREATE TABLE ${name} (LIKE events INCLUDING ALL)`);
  await db.$executeRawUnsafe(
    `ALTER TABLE events ATTACH PARTITION ${name} FOR VALUES FROM (${from}) TO (${to})`,
  );
  return { name, from, to };
}

async function turnNetIntoPartition(db: Transaction, from: bigint, to: bigint): Promise<Partition> {
  const name = nameOf(from);
  await db.$executeRawUnsafe(`ALTER TABLE events DETACH PARTITION ${NET}`);
  await db.$executeRawUnsafe(`ALTER TABLE ${NET} RENAME TO ${name}`);
  await db.$executeRawUnsafe(
    `ALTER TABLE events ATTACH PARTITION ${name} FOR VALUES FROM (${from}) TO (${to})`,
  );
  await db.$executeRawUnsafe(`CREATE TABLE ${NET} PARTITION OF events DEFAULT`);
  logger.warn({ partition: name }, "event ids ran ahead of their partitions; nothing was lost");
  return { name, from, to };
}

/** The higher of two ids. */
function beyond(present: bigint, id: bigint): bigint {
  if (id > present) return id;
  return present;
}

const nameOf = (from: bigint): string => `events_p${from >> ID_SHIFT}`;
