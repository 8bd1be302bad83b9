import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { inProject } from "../project.mjs";

export const migrationsFolder = inProject("prisma/migrations");
export const schemaFile = inProject("prisma/schema.prisma");

/** What Prisma expects in migration_lock.toml. */
export const lockfileContent =
  '# Prisma reads this to know the kind of database.\nprovider = "postgresql"\n';

/** @typedef {{ name: string, sql: string, checksum: string }} Migration */

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
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** The same list as the schema engine wants it. @param {Migration[]} migrations */
export function asEngineList(migrations, folder = migrationsFolder) {
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: lockfileContent },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}
