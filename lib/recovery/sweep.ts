import { z } from "zod";
import { config } from "@/lib/core/config";
import { asSystem, type Context } from "@/lib/core/context";
import { Prisma, type Transaction } from "@/lib/core/database";
import { defineJob } from "@/lib/core/jobs";
import { closeRun } from "@/lib/runs/record";
import { removeOldTexts } from "@/lib/runs/texts";

const IDEMPOTENCY_HOURS = 24;
const WORKER_DAYS = 30;
/** Rows per statement, so that locks stay short even on the first sweep of a large table. */
const BATCH = 5_000;
/** The time-out of one statement: finding old rows in a large table can take long. */
const STATEMENT_MS = 5 * 60_000;

/** The number of rows that a sweep removed or closed, by kind. */
export interface Swept {
  idempotencyKeys: number;
  sessions: number;
  throttles: number;
  /** Keys that were issued for a run. */
  runKeys: number;
  /** Streamed output of runs that are closed. */
  runChunks: number;
  /** Prompts and outputs of runs that ended long ago. */
  runTexts: number;
  runs: number;
  /** Requests that were closed as long ago as the texts of runs are kept. */
  requests: number;
  /** Workers that have been silent for a month. */
  workers: number;
  /** Messages to several agents that are as old as the texts of runs may be, and conversations that ended as long ago. */
  fans: number;
  conversations: number;
}

/** Removes expired data, and closes runs that nothing else will close. */
export async function sweep(caller: Context): Promise<Swept> {
  const ctx = asSystem(caller, "recovery");
  return {
    // Index: idempotency_keys_created_at_idx.
    idempotencyKeys: await removeAll(
      ctx,
      Prisma.sql`idempotency_keys`,
      Prisma.sql`created_at < clock_timestamp() - ${IDEMPOTENCY_HOURS}::int * interval '1 hour'`,
    ),
    // Index: sessions_expires_at_idx.
    sessions: await removeAll(
      ctx,
      Prisma.sql`sessions`,
      Prisma.sql`expires_at < clock_timestamp()`,
    ),
    // Index: login_throttles_resets_at_idx.
    throttles: await removeAll(
      ctx,
      Prisma.sql`login_throttles`,
      Prisma.sql`resets_at < clock_timestamp()`,
    ),
    runKeys: await removeAll(
      ctx,
      Prisma.sql`api_keys`,
      Prisma.sql`run_id IS NOT NULL AND expires_at < clock_timestamp() - interval '1 day'`,
    ),
    // The table has only the output of open runs, so it is small.
    runChunks: await removeAll(
      ctx,
      Prisma.sql`run_chunks`,
      Prisma.sql`EXISTS (SELECT 1 FROM runs r WHERE r.id = run_chunks.run_id AND r.outcome IS NOT NULL)`,
    ),
    runTexts: await removeOldTexts(ctx),
    runs: await closeOrphans(ctx),
    // The others of an open run still belong to its conversation. Index: requests_closed_idx, runs_pkey.
    requests: await removeAll(
      ctx,
      Prisma.sql`requests`,
      Prisma.sql`state <> 'open' AND closed_at < clock_timestamp() - ${config.runTextDays}::int * interval '1 day'
        AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.id = requests.run_id AND r.outcome IS NULL)`,
    ),
    // Index: workers_last_seen_at_idx, and runs_worker_idx for the runs that forget them.
    workers: await removeAll(
      ctx,
      Prisma.sql`workers`,
      Prisma.sql`last_seen_at < clock_timestamp() - ${WORKER_DAYS}::int * interval '1 day'`,
    ),
    // Index: fans_created_at_idx, runs_fan_idx.
    fans: await removeAll(
      ctx,
      Prisma.sql`fans`,
      Prisma.sql`created_at < clock_timestamp() - ${config.runTextDays}::int * interval '1 day'
        AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.fan_id = fans.id AND r.outcome IS NULL)`,
    ),
    // Index: conversations_ended_idx.
    conversations: await removeAll(
      ctx,
      Prisma.sql`conversations`,
      Prisma.sql`ended_at < clock_timestamp() - ${config.runTextDays}::int * interval '1 day'`,
    ),
  };
}

export const sweepJob = defineJob({
  name: "sweep",
  payload: z.strictObject({}),
  description: "Removes what has served its time.",
  pool: "upkeep",
  periodic: "*/15 * * * *",
  run: (ctx) => sweep(ctx),
});

function removeAll(ctx: Context, table: Prisma.Sql, condition: Prisma.Sql): Promise<number> {
  return inBatches(
    ctx,
    (db) => db.$executeRaw`
      DELETE FROM ${table} WHERE ctid IN (SELECT ctid FROM ${table} WHERE ${condition} LIMIT ${BATCH})`,
  );
}

/** Removes rows in batches, each in its own transaction, until a batch is not full. Returns the number of rows removed. */
async function inBatches(
  ctx: Context,
  removeBatch: (db: Transaction) => Promise<number>,
): Promise<number> {
  for (let removed = 0; ; ) {
    const count = await ctx.transaction((tx) => removeBatch(tx.db), { statementMs: STATEMENT_MS });
    removed += count;
    if (count < BATCH) return removed;
  }
}

/**
 * Closes open runs whose lease has run out and which no task holds: their task was deleted, the process crashed in
 * between, or the agent that took a turn is gone. `requeueStaleTasks` handles runs of tasks in progress, `recoverRuns` reviews
 * and the turns of agents that Baton calls. Index: runs_open_idx.
 */
async function closeOrphans(ctx: Context): Promise<number> {
  return ctx.transaction(async (tx) => {
    const orphans = await tx.db.$queryRaw<{ id: number; is_turn: boolean }[]>`
      SELECT r.id, r.queued_at IS NOT NULL AS is_turn FROM runs r
      WHERE r.outcome IS NULL AND r.lease_expires_at < clock_timestamp() - interval '1 minute' AND r.trigger <> 'review'
        AND NOT (r.queued_at IS NOT NULL AND is_pushed(r.runtime))
        AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.run_id = r.id)
      ORDER BY r.id LIMIT 500 FOR NO KEY UPDATE SKIP LOCKED`;
    for (const { id, is_turn: isTurn } of orphans) {
      await closeRun(tx, id, {
        outcome: "lost",
        errorClass: "lost",
        error: isTurn
          ? "the process that worked on it gave no sign of life for ten minutes"
          : "no task holds this run",
      });
    }
    return orphans.length;
  });
}
