import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";
import { Refusal } from "../refusal.mjs";
import { withSchemaEngine } from "./engine.mjs";
import { asEngineList, readMigrations } from "./folder.mjs";

/** Processes that start together migrate one after the other. */
export const advisoryLock = 7_248_103;

/**
 * Applies what the database lacks. Without anything to do it is one query and the schema engine is not loaded.
 * @param {{ databaseUrl: string, folder?: string }} options
 * @returns {Promise<string[]>} the names of the migrations that were applied now
 */
export async function applyMigrations({ databaseUrl, folder }) {
  const migrations = readMigrations(folder);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    if ((await readHistory(client, migrations)).pending.length === 0) return [];
    await client.query("SELECT pg_advisory_lock($1)", [advisoryLock]);
    const { pending, unfinished } = await readHistory(client, migrations);
    if (pending.length === 0) return [];
    await setAside(client, unfinished);
    await apply(client, { databaseUrl, migrations, folder });
    await installJobQueue(databaseUrl);
    return pending;
  } finally {
    await client.end();
  }
}

/** The job queue keeps its own schema; commands add jobs in their transactions, so it must exist before the first one. */
async function installJobQueue(databaseUrl) {
  await runMigrations({ connectionString: databaseUrl, logger: new Logger(() => () => {}) });
}

/** @param {pg.Client} client @param {import("./folder.mjs").Migration[]} migrations */
async function readHistory(client, migrations) {
  const rows = await readRows(client);
  const standing = rows.filter((row) => row.rolled_back_at === null);
  const finished = new Set(
    standing.filter((row) => row.finished_at !== null).map((row) => row.migration_name),
  );
  return {
    pending: migrations.map(({ name }) => name).filter((name) => !finished.has(name)),
    unfinished: standing.filter((row) => row.finished_at === null).map((row) => row.id),
  };
}

/** @param {pg.Client} client */
async function readRows(client) {
  try {
    const { rows } = await client.query(
      "SELECT id, migration_name, finished_at, rolled_back_at FROM _prisma_migrations",
    );
    return rows;
  } catch (error) {
    if (/** @type {any} */ (error).code === "42P01") return [];
    throw error;
  }
}

/**
 * A migration is sent as one statement list, which PostgreSQL runs as one transaction: one that did not finish left
 * nothing behind and may run again.
 * @param {pg.Client} client @param {string[]} ids
 */
async function setAside(client, ids) {
  if (ids.length > 0)
    await client.query("UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = ANY($1)", [
      ids,
    ]);
}

/** @param {pg.Client} client @param {{ databaseUrl: string, migrations: import("./folder.mjs").Migration[], folder?: string }} options */
async function apply(client, { databaseUrl, migrations, folder }) {
  const input = {
    migrationsList: asEngineList(migrations, folder),
    filters: { externalTables: [], externalEnums: [] },
  };
  try {
    await withSchemaEngine({ databaseUrl }, (engine) => engine.applyMigrations(input));
  } catch (error) {
    const { rows } = await client
      .query(
        "SELECT id, migration_name, logs FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL",
      )
      .catch(() => ({ rows: [] }));
    await setAside(
      client,
      rows.map((row) => row.id),
    );
    const [failed] = rows;
    const reason = String(failed?.logs ?? /** @type {Error} */ (error).message).trim();
    throw new Refusal(
      `${reason}\nMigration ${failed?.migration_name ?? "(none started)"} failed and changed nothing; the database's reason is above.`,
    );
  }
}
