import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { inProject } from "../project.mjs";

export const migrationsFolder = inProject("prisma/migrations");
export const schemaFile = inProject("prisma/schema.prisma");

/** What Prisma expects in migration_lock.toml. */
export const lockfileContent =
  '# Prisma reads this to know the kind of database.\nprovider = "postgresql"\n';

/**
 * @typedef {object} Migration
 * @property {string} name of its folder
 * @property {string} sql
 * @property {boolean} isTransactional false when its first line is `-- no transaction`
 * @property {string} checksum SHA-256 in hexadecimal, as Prisma computes it
 * @property {string[]} checksums all that count as this file: also with the other line ends, which a checkout may have
 */

/**
 * The migrations in the order they apply.
 * @returns {Migration[]}
 */
export function readMigrations(folder = migrationsFolder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, "migration.sql")),
    )
    .map((entry) => entry.name)
    .sort()
    .map((name) =>
      asMigration(name, readFileSync(path.join(folder, name, "migration.sql"), "utf8")),
    );
}

/** @param {string} name @param {string} sql @returns {Migration} */
function asMigration(name, sql) {
  const unixSql = sql.replaceAll("\r\n", "\n");
  return {
    name,
    sql,
    isTransactional: !/^-- no transaction\s*$/m.test(sql.split("\n", 1)[0]),
    checksum: sha256(unixSql),
    checksums: [sha256(unixSql), sha256(unixSql.replaceAll("\n", "\r\n"))],
  };
}

/** @param {string} text */
function sha256(text) {
  return createHash("sha256").update(text).digest("hex");
}
