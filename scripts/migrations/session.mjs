import { setTimeout as wait } from "node:timers/promises";
import { withClient } from "../postgres/database.mjs";

/** How long a schema change waits for a lock, and everybody behind it too, before it gives way. */
const lockTimeoutMs = 3_000;
const lockAttempts = 20;

/** Servers that start together migrate one after the other. */
const advisoryLock = 7_248_103;

/**
 * A connection for schema changes, without the time limits that the role or the database sets.
 * @template T
 * @param {string} databaseUrl past a connection pooler
 * @param {(client: import("pg").Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export function withMigrationSession(databaseUrl, work) {
  return withClient(databaseUrl, async (client) => {
    await client.query(
      "SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET client_min_messages = warning",
    );
    return work(client);
  });
}

/**
 * Runs `work` while no other process migrates this database. It asks again and again instead of waiting inside
 * PostgreSQL: a waiting statement is what CREATE INDEX CONCURRENTLY waits for, and the two would never finish.
 * @template T
 * @param {import("pg").Client} client
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withMigrationLock(client, work) {
  for (let attempt = 1; !(await tryLock(client)); attempt += 1) {
    if (attempt === 30) console.log("Waiting for another server that migrates this database...");
    await wait(100);
  }
  try {
    return await work();
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [advisoryLock]).catch(() => {});
  }
}

/** @param {import("pg").Client} client */
async function tryLock(client) {
  const { rows } = await client.query("SELECT pg_try_advisory_lock($1) AS locked", [advisoryLock]);
  return rows[0].locked;
}

/**
 * Runs `work` in one transaction. If it does not get a lock because other servers use the table, it rolls back,
 * lets them through and starts again.
 * @template T
 * @param {import("pg").Client} client
 * @param {() => Promise<T>} work may run several times
 * @returns {Promise<T>}
 */
export async function inTransaction(client, work) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(`BEGIN; SET LOCAL lock_timeout = ${lockTimeoutMs}`);
      const result = await work();
      await client.query("COMMIT");
      return result;
    } catch (error) {
      await client.query("ROLLBACK").catch(() => {});
      if (!isLockFailure(error) || attempt === lockAttempts) throw error;
      await wait(250 * attempt);
    }
  }
}

/** A deadlock, or a lock that was not given in time. @param {any} error */
export const isLockFailure = (error) => error.code === "40P01" || error.code === "55P03";
