import { applyMigrations } from "./apply.mjs";
import { readMigrations } from "./folder.mjs";
import { applyFunctions, functionsAreCurrent } from "./functions.mjs";
import { readHistory } from "./history.mjs";
import { withMigrationLock, withMigrationSession } from "./session.mjs";
import { sessionLimitsAreSet, setSessionLimits } from "./session-limits.mjs";

/**
 * Brings a database up to date: our tables, the job queue's when it has none yet (the job runner updates those), then
 * our functions and triggers, and the time limits of our role. With nothing to do it takes no lock.
 * @param {{ databaseUrl: string, folder?: string, functionsFolder?: string }} options past a connection pooler
 * @returns {Promise<string[]>} the names of our migrations that were applied now, and `prisma/sql` if that was
 */
export function migrate({ databaseUrl, folder, functionsFolder }) {
  return withMigrationSession(databaseUrl, async (client) => {
    if ((await pendingOn(client, folder, functionsFolder)).length === 0) return [];
    return withMigrationLock(client, async () => {
      const applied = await applyMigrations(client, folder);
      // Commands and triggers add jobs in their transactions, so the queue must exist before the first of them.
      await ensureQueue(client, databaseUrl);
      if (await applyFunctions(client, functionsFolder)) applied.push("prisma/sql");
      await setSessionLimits(client);
      return applied;
    });
  });
}

/**
 * What `migrate` would do, without doing it.
 * @param {{ databaseUrl: string, folder?: string, functionsFolder?: string }} options
 * @returns {Promise<string[]>} the migrations, the job queue and the functions, by name
 */
export function pendingChanges({ databaseUrl, folder, functionsFolder }) {
  return withMigrationSession(databaseUrl, (client) => pendingOn(client, folder, functionsFolder));
}

/** @param {import("pg").Client} client @param {string} [folder] @param {string} [functionsFolder] */
async function pendingOn(client, folder, functionsFolder) {
  const { pending } = await readHistory(client, readMigrations(folder));
  const changes = pending.map(({ name }) => `the migration ${name}`);
  if (!(await hasQueue(client))) changes.push("the job queue");
  if (!(await functionsAreCurrent(client, functionsFolder)))
    changes.push("the functions of prisma/sql");
  if (!(await sessionLimitsAreSet(client))) changes.push("the time limits of its role");
  return changes;
}

/** @param {import("pg").Client} client */
async function hasQueue(client) {
  const { rows } = await client.query(
    "SELECT to_regprocedure('graphile_worker.add_job(text,json,text,timestamptz,int,text,int,text[],text)') IS NOT NULL AS found",
  );
  return rows[0].found;
}

/** Makes the job queue's tables when there are none. @param {import("pg").Client} client @param {string} databaseUrl */
export async function ensureQueue(client, databaseUrl) {
  if (await hasQueue(client)) return;
  const { Logger, runMigrations } = await import("graphile-worker");
  await runMigrations({ connectionString: databaseUrl, logger: new Logger(() => () => {}) });
}
