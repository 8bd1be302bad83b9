import { withClient } from "../postgres/database.mjs";
import { advisoryLock, applyMigrations } from "./apply.mjs";

/**
 * Brings a database up to date: our tables, and the job queue's when it has none yet (the job runner updates those).
 * @param {{ databaseUrl: string }} options
 * @returns {Promise<string[]>} the names of our migrations that were applied now
 */
export async function migrate({ databaseUrl }) {
  const applied = await applyMigrations({ databaseUrl });
  await withClient(databaseUrl, async (client) => {
    if (await hasQueue(client)) return;
    await client.query("SELECT pg_advisory_lock($1)", [advisoryLock]);
    if (!(await hasQueue(client))) await createQueue(databaseUrl);
  });
  return applied;
}

/** @param {import("pg").Client} client */
async function hasQueue(client) {
  const { rows } = await client.query(
    "SELECT to_regprocedure('graphile_worker.add_job(text,json,text,timestamptz,int,text,int,text[],text)') IS NOT NULL AS found",
  );
  return rows[0].found;
}

/** @param {string} databaseUrl */
async function createQueue(databaseUrl) {
  const { Logger, runMigrations } = await import("graphile-worker");
  await runMigrations({ connectionString: databaseUrl, logger: new Logger(() => () => {}) });
}
