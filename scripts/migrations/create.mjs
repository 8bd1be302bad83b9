import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Refusal } from "../refusal.mjs";
import { withSchemaEngine } from "./engine.mjs";
import {
  asEngineList,
  lockfileContent,
  migrationsFolder,
  readMigrations,
  schemaFile,
} from "./folder.mjs";

/**
 * Writes the next migration: what takes a database made by the migrations so far to prisma/schema.prisma.
 * The SQL is a draft to read, and to extend by hand with what Prisma cannot express; see scripts/migrations/README.md.
 * @param {{ databaseUrl: string, name: string, draft?: boolean }} options
 * @returns {Promise<string | null>} the file, null when the schema has not changed
 */
export async function createMigration({ databaseUrl, name, draft = false }) {
  if (!/^[a-z0-9_]{3,60}$/.test(name)) {
    throw new Refusal(
      "A migration's name has 3 to 60 of a-z, 0-9 and _, for example add_task_labels.",
    );
  }
  const schema = readFileSync(schemaFile, "utf8");
  const sql = await differenceFromMigrations(databaseUrl, schema);
  if (sql === "" && !draft) return null;
  const file = path.join(migrationsFolder, `${timestamp()}_${name}`, "migration.sql");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, sql);
  const lockfile = path.join(migrationsFolder, "migration_lock.toml");
  if (!existsSync(lockfile)) writeFileSync(lockfile, lockfileContent);
  return file;
}

/**
 * The SQL from the migrations so far to the schema, empty when they agree.
 * @param {string} databaseUrl a database of the cluster in which a temporary one may be created
 * @param {string} schema
 */
export async function differenceFromMigrations(databaseUrl, schema) {
  const { stdout } = await withSchemaEngine({ databaseUrl, schema }, (engine) =>
    engine.diff({
      from: { tag: "migrations", ...asEngineList(readMigrations()) },
      to: { tag: "schemaDatamodel", files: [{ path: schemaFile, content: schema }] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  const sql = stdout ?? "";
  return sql.startsWith("-- This is an empty migration.") ? "" : sql;
}

/** UTC, as Prisma names its migrations: 20261120091500. */
function timestamp() {
  return new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
}
