import { randomUUID } from "node:crypto";
import { Refusal } from "../refusal.mjs";

/**
 * The state of a folder's migrations by `_prisma_migrations`. Prisma created the table and still reads it
 * (`prisma migrate status`), so its columns stay as Prisma defines them.
 * @typedef {object} History
 * @property {import("./folder.mjs").Migration[]} pending in the order to apply them
 * @property {string[]} unfinished ids of the rows of attempts that did not end
 */

/**
 * Refuses a database that another version migrated further, and a migration whose file is no longer the one applied.
 * @param {import("pg").Client} client
 * @param {import("./folder.mjs").Migration[]} migrations
 * @returns {Promise<History>}
 */
export async function readHistory(client, migrations) {
  const rows = (await readRows(client)).filter((row) => row.rolled_back_at === null);
  const applied = new Map(
    rows.filter((row) => row.finished_at).map((row) => [row.migration_name, row.checksum]),
  );
  assertKnown([...applied.keys()], migrations);
  assertUnchanged(applied, migrations);
  return {
    pending: migrations.filter(({ name }) => !applied.has(name)),
    unfinished: rows.filter((row) => !row.finished_at).map((row) => row.id),
  };
}

/** @param {import("pg").Client} client */
async function readRows(client) {
  const { rows: found } = await client.query(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists",
  );
  if (!found[0].exists) return [];
  const { rows } = await client.query(
    "SELECT id, migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations",
  );
  return rows;
}

/** @param {string[]} applied @param {import("./folder.mjs").Migration[]} migrations */
function assertKnown(applied, migrations) {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = applied.filter((name) => !known.has(name)).sort();
  if (unknown.length === 0) return;
  throw new Refusal(
    `The database has the migration ${unknown.at(-1)}, which this version of Baton does not know: start the version that applied it, or restore a backup made before it.`,
  );
}

/** @param {Map<string, string>} applied @param {import("./folder.mjs").Migration[]} migrations */
function assertUnchanged(applied, migrations) {
  const changed = migrations.find(
    ({ name, checksums }) => applied.has(name) && !checksums.includes(applied.get(name) ?? ""),
  );
  if (!changed) return;
  throw new Refusal(
    `The migration ${changed.name} was edited after it was applied to this database: restore its file, and put the change into a new migration.`,
  );
}

/** Creates the table as Prisma does. @param {import("pg").Client} client */
export async function ensureHistory(client) {
  await client.query(`
    CREATE TABLE IF NOT EXISTS _prisma_migrations (
      id varchar(36) PRIMARY KEY NOT NULL,
      checksum varchar(64) NOT NULL,
      finished_at timestamptz,
      migration_name varchar(255) NOT NULL,
      logs text,
      rolled_back_at timestamptz,
      started_at timestamptz NOT NULL DEFAULT now(),
      applied_steps_count integer NOT NULL DEFAULT 0
    )`);
}

/** Marks attempts as given up, so that their migration runs again. @param {import("pg").Client} client @param {string[]} ids */
export async function giveUpAttempts(client, ids) {
  if (ids.length === 0) return;
  await client.query("UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = ANY($1)", [
    ids,
  ]);
}

/**
 * Records that a migration began.
 * @param {import("pg").Client} client
 * @param {import("./folder.mjs").Migration} migration
 * @returns {Promise<string>} the id of its row
 */
export async function recordStart(client, { name, checksum }) {
  const id = randomUUID();
  await client.query(
    "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ($1, $2, $3, clock_timestamp())",
    [id, checksum, name],
  );
  return id;
}

/** @param {import("pg").Client} client @param {string} id of its row */
export async function recordEnd(client, id) {
  await client.query(
    "UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1",
    [id],
  );
}
