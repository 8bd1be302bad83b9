import type pg from "pg";
import { logger } from "@/lib/core/logger";

/** A longer lag is logged, together with its cause. */
const WARN_AFTER_MS = 5_000;
const WARN_EVERY_MS = 60_000;

/** A transaction that blocks the delivery of events: it has written something and is still open. */
export interface Blocker {
  /** Null for a prepared transaction, which belongs to no session. */
  pid: number | null;
  database: string | null;
  /** The application's name, or the name of the prepared transaction. */
  application: string | null;
}

/** The oldest running transaction of the cluster, and the first one not yet assigned, as PostgreSQL numbers them. */
export interface Horizon {
  oldest: string;
  next: string;
}

/**
 * Measures how long the oldest running transaction of the cluster has blocked the events behind it. Events are read up
 * to the oldest writing transaction in any database of the cluster (docs/decisions/0002), so one that stays open stops
 * the stream for everyone. Sampled once a second, so accurate to a second.
 */
export class HorizonLag {
  private oldest: string | null = null;
  private since = 0;
  private lookedAt: number | null = null;
  private isBehind = false;
  private warnedAt = Number.NEGATIVE_INFINITY;
  private readonly warnAfterMs: number;

  constructor(warnAfterMs = WARN_AFTER_MS) {
    this.warnAfterMs = warnAfterMs;
  }

  /** Takes a sample at a monotonic time in milliseconds and returns the lag in milliseconds. */
  note(horizon: Horizon, nowMs: number): number {
    this.lookedAt = nowMs;
    this.isBehind = horizon.oldest !== horizon.next;
    if (!this.isBehind || horizon.oldest !== this.oldest) {
      this.oldest = horizon.oldest;
      this.since = nowMs;
    }
    return this.isBehind ? nowMs - this.since : 0;
  }

  /** The lag in milliseconds; it grows while the database cannot be queried. Null before the first sample. */
  at(nowMs: number): number | null {
    if (this.lookedAt === null) return null;
    if (this.isBehind) return nowMs - this.since;
    const unseen = nowMs - this.lookedAt;
    return unseen > this.warnAfterMs ? unseen : 0;
  }

  /** Samples the database over `client`, returns the sample, and logs what blocks the stream when the lag reaches seconds. */
  async measure(client: pg.Client): Promise<Horizon | null> {
    const { rows } = await client.query<Horizon>(
      "SELECT pg_snapshot_xmin(s)::text AS oldest, pg_snapshot_xmax(s)::text AS next FROM pg_current_snapshot() AS s",
    );
    const [horizon] = rows;
    if (!horizon) return null;
    const now = performance.now();
    const lagMs = this.note(horizon, now);
    if (lagMs < this.warnAfterMs || now - this.warnedAt < WARN_EVERY_MS) return horizon;
    this.warnedAt = now;
    const blocker = await findBlocker(client);
    logger.warn(
      { stream_lag_s: Math.round(lagMs / 1000), ...blocker },
      "events wait for a transaction that has been open for seconds",
    );
    return horizon;
  }
}

/** The session or prepared transaction with the oldest write in any database of the cluster. */
export async function findBlocker(client: Pick<pg.Client, "query">): Promise<Blocker | null> {
  const { rows } = await client.query<Blocker>(`
    SELECT pid, datname AS database, application AS application FROM (
      SELECT pid, datname, application_name AS application, age(backend_xid) AS age
      FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()
      UNION ALL
      SELECT NULL, database, gid, age(transaction) FROM pg_prepared_xacts
    ) AS writers ORDER BY age DESC LIMIT 1`);
  return rows[0] ?? null;
}
