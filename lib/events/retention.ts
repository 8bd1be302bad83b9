import { z } from "zod";
import { authorize } from "@/lib/auth/permissions";
import { config } from "@/lib/core/config";
import type { Context, TxContext } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { defineJob } from "@/lib/core/jobs";
import { logger } from "@/lib/core/logger";
import { lockSetting, readSetting, writeSetting } from "@/lib/core/settings";
import { record } from "./append";
import { listPartitions, type Partition, preparePartitions, tendPartitions } from "./partitions";
import { readersBehind } from "./readers";
import { RetentionDays, type RetentionWire } from "./schema";

/** The setting for how many days events are kept. */
const RETENTION_KEY = "events.retention_days";
/** The setting with the highest id of a removed event, so that a replay can report missing events. */
const REMOVED_THROUGH_KEY = "events.removed_through";

/** Events that a reader has not read are kept for at most this many times the retention. */
const MAX_FACTOR = 2;

/** For how many days events are kept: the stored setting, else the environment's. */
export async function retentionDays(db: Queryable): Promise<{ days: number; isSet: boolean }> {
  const stored = RetentionDays.safeParse(await readSetting(db, RETENTION_KEY));
  return stored.success
    ? { days: stored.data, isSet: true }
    : { days: config.eventRetentionDays, isSet: false };
}

/** The same in the API's shape. */
export async function retentionToWire(db: Queryable): Promise<RetentionWire> {
  const { days, isSet } = await retentionDays(db);
  return { retention_days: days, is_set: isSet };
}

/**
 * Sets for how many days events are kept; null falls back to the environment. Takes effect with the next run of the
 * job.
 */
export async function setRetentionDays(ctx: Context, days: number | null): Promise<void> {
  authorize(ctx.actor, "settings.manage");
  await ctx.transaction(async (tx) => {
    await lockSetting(tx, RETENTION_KEY);
    await writeSetting(tx, RETENTION_KEY, days);
    await record(tx, { type: "settings.updated", data: { key: RETENTION_KEY, value: days } });
  });
}

/**
 * Drops the partitions whose newest event is older than `days`, oldest first. Partitions are dropped whole, so events
 * are kept for the retention and some days more. A partition that a registered reader has not read is kept for twice as
 * long, then dropped with a warning; the one with the newest event of all is always kept, because new ids must be above
 * it. Returns how many were dropped.
 */
export async function dropOldPartitions(ctx: Context, days: number): Promise<number> {
  const partitions = await listPartitions(ctx.db);
  let dropped = 0;
  for (const partition of partitions) {
    const newest = await newestOf(ctx.db, partition);
    if (!(await isClosed(ctx.db, partition))) return dropped;
    if (newest && newest.days < days) return dropped;
    const behind = newest ? await readersBehind(ctx.db, newest.id) : [];
    if (newest && behind.length > 0) {
      const readers = behind.map(({ name }) => name);
      if (newest.days < days * MAX_FACTOR) {
        logger.warn({ readers }, "events older than the retention are kept for readers behind");
        return dropped;
      }
      logger.warn({ readers }, "events are dropped that readers far behind have not read");
    }
    const isGone = await tendPartitions(ctx, (tx) => drop(tx, partition, newest?.id ?? null));
    if (isGone === null) return dropped;
    dropped++;
  }
  return dropped;
}

/** The newest event of a partition and its age in days; null for an empty partition. Index: its primary key. */
async function newestOf(
  db: Queryable,
  { from, to }: Partition,
): Promise<{ id: bigint; days: number } | null> {
  const [row] = await db.$queryRaw<{ id: bigint; days: number }[]>`
    SELECT id, extract(epoch FROM clock_timestamp() - created_at)::float8 / 86400 AS days
    FROM events WHERE id >= ${from ?? 0n} AND id < ${to} ORDER BY id DESC LIMIT 1`;
  return row ?? null;
}

/** Whether a partition is no longer written to, because newer events exist. Index: events_pkey. */
async function isClosed(db: Queryable, { to }: Partition): Promise<boolean> {
  const [row] = await db.$queryRaw<{ closed: boolean }[]>`
    SELECT ${to}::bigint <= event_horizon() AND EXISTS (SELECT 1 FROM events WHERE id >= ${to}) AS closed`;
  return row?.closed ?? false;
}

/** A partition that ids skipped has no newest event, so dropping it removes no event. */
async function drop(tx: TxContext, { name }: Partition, newest: bigint | null): Promise<true> {
  if (newest !== null) await noteRemoved(tx, newest);
  await tx.db.$executeRaw`DROP TABLE ${Prisma.raw(name)}`;
  logger.info({ partition: name }, "old events dropped");
  return true;
}

async function noteRemoved(tx: TxContext, newest: bigint): Promise<void> {
  await tx.db.$executeRaw`
    INSERT INTO settings AS s (key, value, updated_by, updated_at)
    VALUES (${REMOVED_THROUGH_KEY}, to_jsonb(${newest}::bigint::text), 'events', now())
    ON CONFLICT (key) DO UPDATE SET updated_at = now(),
      value = to_jsonb(GREATEST((s.value #>> '{}')::bigint, (EXCLUDED.value #>> '{}')::bigint)::text)`;
}

/** Whether events after the event `after` were removed, so that a replay from there has a gap. Index: settings_pkey. */
export async function isForgotten(db: Queryable, after: bigint): Promise<boolean> {
  const [row] = await db.$queryRaw<{ forgotten: boolean }[]>`
    SELECT (value #>> '{}')::bigint > ${after} AS forgotten FROM settings WHERE key = ${REMOVED_THROUGH_KEY}`;
  return row?.forgotten ?? false;
}

/** The id of the newest event that was removed; 0 when none was. Index: settings_pkey. */
export async function removedThrough(db: Queryable): Promise<bigint> {
  const [row] = await db.$queryRaw<{ id: bigint }[]>`
    SELECT (value #>> '{}')::bigint AS id FROM settings WHERE key = ${REMOVED_THROUGH_KEY}`;
  return row?.id ?? 0n;
}

/** Creates the next partitions of events and drops expired ones. */
export async function tendEvents(ctx: Context): Promise<{ made: number; dropped: number }> {
  const { days } = await retentionDays(ctx.db);
  const made = await preparePartitions(ctx, days);
  return { made, dropped: await dropOldPartitions(ctx, days) };
}

export const tendEventsJob = defineJob({
  name: "tendEvents",
  payload: z.strictObject({}),
  description: "Makes room for new events and drops those older than the retention.",
  pool: "upkeep",
  periodic: "*/10 * * * *",
  run: (ctx) => tendEvents(ctx),
});
