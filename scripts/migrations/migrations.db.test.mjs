import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { withClient } from "../postgres/database.mjs";
import { applyMigrations } from "./apply.mjs";
import { differenceFromMigrations } from "./create.mjs";
import { schemaFile } from "./folder.mjs";

const { maintenanceUrl } = inject("testPostgres");
let folder = "";
let databaseUrl = "";

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "baton-migrations-"));
  const name = `test_${path.basename(folder).replaceAll(/\W/g, "_").toLowerCase()}`;
  const url = new URL(maintenanceUrl);
  url.pathname = `/${name}`;
  databaseUrl = url.href;
  await withClient(maintenanceUrl, (client) => client.query(`CREATE DATABASE ${name}`));
});

afterEach(async () => {
  const name = pg.escapeIdentifier(new URL(databaseUrl).pathname.slice(1));
  await withClient(maintenanceUrl, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  rmSync(folder, { recursive: true });
});

function write(name, sql) {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, "migration.sql"), sql);
}

const query = (sql) => withClient(databaseUrl, async (client) => (await client.query(sql)).rows);

test("the migrations make exactly what prisma/schema.prisma declares", async () => {
  expect(await differenceFromMigrations(maintenanceUrl, readFileSync(schemaFile, "utf8"))).toBe("");
});

test("the schema engine sees a difference when there is one", async () => {
  const schema = `${readFileSync(schemaFile, "utf8")}\nmodel Drift {\n  id Int @id\n}\n`;
  expect(await differenceFromMigrations(maintenanceUrl, schema)).toContain('CREATE TABLE "Drift"');
});

test("functions, whose bodies hold semicolons, arrive whole", async () => {
  write(
    "1_function",
    "CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END $$;",
  );
  expect(await applyMigrations({ databaseUrl, folder })).toEqual(["1_function"]);
  expect(await query("SELECT two()")).toEqual([{ two: 2 }]);
  expect(await applyMigrations({ databaseUrl, folder })).toEqual([]);
});

test("a migration that fails is named, changes nothing, and runs when it is repaired", async () => {
  write("1_good", "CREATE TABLE a (id int);");
  write("2_bad", "CREATE TABLE b (id int); CREATE TABLE a (id int);");
  await expect(applyMigrations({ databaseUrl, folder })).rejects.toThrow(
    /relation "a" already exists[\s\S]*Migration 2_bad failed and changed nothing/,
  );
  expect(await query("SELECT to_regclass('b') AS b")).toEqual([{ b: null }]);
  write("2_bad", "CREATE TABLE b (id int);");
  expect(await applyMigrations({ databaseUrl, folder })).toEqual(["2_bad"]);
});

test("a migration interrupted in the middle runs again", async () => {
  write("1_first", "CREATE TABLE a (id int);");
  await applyMigrations({ databaseUrl, folder });
  await query(
    "DROP TABLE a; UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 0",
  );
  expect(await applyMigrations({ databaseUrl, folder })).toEqual(["1_first"]);
});

test("processes that start together apply each migration once", async () => {
  write("1_first", "CREATE TABLE a (id int); SELECT pg_sleep(0.2);");
  const applied = await Promise.all([1, 2, 3].map(() => applyMigrations({ databaseUrl, folder })));
  expect(applied.flat()).toEqual(["1_first"]);
});
