import { Refusal } from "../refusal.mjs";
import { readMigrations } from "./folder.mjs";
import { ensureHistory, giveUpAttempts, readHistory, recordEnd, recordStart } from "./history.mjs";
import { inTransaction } from "./session.mjs";
import { splitStatements } from "./statements.mjs";

/**
 * Applies the migrations that the database lacks, in order; the caller has the migration lock. A file is one
 * transaction, in which its row of `_prisma_migrations` is written too. A file whose first line is `-- no transaction`
 * runs statement by statement, each one by itself; after a crash it runs again from its beginning.
 * @param {import("pg").Client} client of `withMigrationSession`
 * @param {string} [folder]
 * @param {Set<string>} [only] the migrations to apply, for a database of an older version; all unless it is given
 * @returns {Promise<string[]>} the names of the migrations that were applied now
 */
export async function applyMigrations(client, folder, only) {
  const history = await readHistory(client, readMigrations(folder));
  const { unfinished } = history;
  const pending = history.pending.filter(({ name }) => only?.has(name) ?? true);
  if (pending.length === 0) return [];
  await ensureHistory(client);
  await giveUpAttempts(client, unfinished);
  for (const migration of pending) {
    if (migration.isTransactional) await applyAsTransaction(client, migration);
    else await applyByStatement(client, migration);
  }
  return pending.map(({ name }) => name);
}

/** @param {import("pg").Client} client @param {import("./folder.mjs").Migration} migration */
async function applyAsTransaction(client, migration) {
  try {
    await inTransaction(client, async () => {
      const id = await recordStart(client, migration);
      await client.query(migration.sql);
      await recordEnd(client, id);
    });
  } catch (error) {
    throw failure(error, migration, "and changed nothing");
  }
}

/** @param {import("pg").Client} client @param {import("./folder.mjs").Migration} migration */
async function applyByStatement(client, migration) {
  const id = await recordStart(client, migration);
  try {
    for (const statement of splitStatements(migration.sql)) {
      await dropInvalidIndex(client, statement);
      await client.query(statement);
    }
    await recordEnd(client, id);
  } catch (error) {
    await giveUpAttempts(client, [id]).catch(() => {});
    throw failure(error, migration, "and is repeated at the next start");
  }
}

/**
 * An index that was being built CONCURRENTLY when its process ended stays behind, invalid, and `IF NOT EXISTS` would
 * take it for the real one.
 * @param {import("pg").Client} client @param {string} statement
 */
async function dropInvalidIndex(client, statement) {
  const name = statement.match(
    /\bCREATE\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY\s+IF\s+NOT\s+EXISTS\s+("[^"]+"|\w+)/i,
  )?.[1];
  if (!name) return;
  const { rowCount } = await client.query(
    "SELECT 1 FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid",
    [name],
  );
  if (rowCount) await client.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
}

/** @param {any} error @param {import("./folder.mjs").Migration} migration @param {string} effect */
function failure(error, { name, sql }, effect) {
  const line = error.position
    ? ` at line ${sql.slice(0, Number(error.position)).split("\n").length}`
    : "";
  const reason = [error.message, error.detail, error.hint].filter(Boolean).join("\n");
  return new Refusal(
    `${reason}\nMigration ${name} failed${line} ${effect}; the database's reason is above.`,
  );
}
