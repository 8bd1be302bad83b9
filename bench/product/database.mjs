import pg from "pg";
import { poolSize } from "./code.mjs";

/**
 * Direct access to an installation's database: to seed it, to inspect it, and to run the product's statements.
 * @template T
 * @param {{ databaseUrl: string }} installation
 * @param {(pool: pg.Pool) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDatabase({ databaseUrl }, work) {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: poolSize,
    // Filling a database takes longer than the server allows a statement.
    options: "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0",
  });
  pool.on("error", () => {});
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

/** The one value that a query answers with. @param {pg.Pool} pool @param {string} query @param {unknown[]} [values] */
export async function oneValue(pool, query, values = []) {
  const { rows } = await pool.query({ text: query, values, rowMode: "array" });
  return rows[0][0];
}

/**
 * Waits until the background jobs that the load left behind are done, so that they take no time from the next measurement.
 * @param {pg.Pool} pool
 */
export async function untilJobsAreDone(pool, timeoutMs = 15_000) {
  const deadline = Date.now() + timeoutMs;
  const due = `SELECT count(*)::int FROM graphile_worker.jobs WHERE run_at <= now() AND attempts < max_attempts`;
  while ((await oneValue(pool, due)) > 0 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
