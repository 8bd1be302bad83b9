import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Refusal } from "../refusal.mjs";
import { applyMigrations } from "./apply.mjs";
import { draftDifference } from "./engine.mjs";
import { lockfileContent, migrationsFolder, schemaFile } from "./folder.mjs";
import { withMigrationSession } from "./session.mjs";
import { createTemporaryDatabase } from "./temporary-database.mjs";

/**
 * Drafts the next migration: the SQL from the migrations so far to prisma/schema.prisma.
 * Read it, and add by hand what Prisma cannot express; see scripts/migrations/README.md.
 * @param {{ maintenanceUrl: string, name: string, draft?: boolean }} options
 * @returns {Promise<string | null>} the file, null when the schema has not changed
 */
export async function createMigration({ maintenanceUrl, name, draft = false }) {
  if (!/^[a-z0-9_]{3,60}$/.test(name)) {
    throw new Refusal(
      "A migration's name has 3 to 60 of a-z, 0-9 and _, for example add_task_labels.",
    );
  }
  const schema = readFileSync(schemaFile, "utf8");
  const sql = await differenceFromMigrations(maintenanceUrl, schema);
  if (sql === "" && !draft) return null;
  const file = path.join(migrationsFolder, `${timestamp()}_${name}`, "migration.sql");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, sql);
  const lockfile = path.join(migrationsFolder, "migration_lock.toml");
  if (!existsSync(lockfile)) writeFileSync(lockfile, lockfileContent);
  return file;
}

/**
 * The SQL from the migrations so far to the schema, empty when they agree. The migrations are replayed in a temporary
 * database, which is dropped.
 * @param {string} maintenanceUrl any database of a cluster, as a role that may create one
 * @param {string} schema
 */
export async function differenceFromMigrations(maintenanceUrl, schema) {
  const replica = await createTemporaryDatabase(maintenanceUrl);
  try {
    await withMigrationSession(replica.url, (client) => applyMigrations(client));
    return await draftDifference(replica.url, schema);
  } finally {
    await replica.drop();
  }
}

/** UTC, as Prisma names its migrations: 20261120091500. */
function timestamp() {
  return new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
}
