import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withClient } from "../postgres/database.mjs";
import { testPostgres } from "../testing/test-postgres.mjs";
import { migrate } from "./all.mjs";
import { applyMigrations } from "./apply.mjs";
import { differenceFromMigrations } from "./create.mjs";
import { readMigrations, schemaFile } from "./folder.mjs";
import { withMigrationLock, withMigrationSession } from "./session.mjs";
import { splitStatements } from "./statements.mjs";
import { createTemporaryDatabase } from "./temporary-database.mjs";

const { maintenanceUrl, template } = testPostgres();
let folder = "";
/** @type {Awaited<ReturnType<typeof createTemporaryDatabase>>} */
let database;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "baton-migrations-"));
  database = await createTemporaryDatabase(maintenanceUrl);
});

afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

function write(name, sql) {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, "migration.sql"), sql);
}

/** Applies the folder as a starting server does: under the lock. */
const apply = () =>
  withMigrationSession(database.url, (client) =>
    withMigrationLock(client, () => applyMigrations(client, folder)),
  );
const query = (sql, values = []) =>
  withClient(database.url, async (client) => (await client.query(sql, values)).rows);
const history = () =>
  query(
    "SELECT migration_name AS name, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS given_up FROM _prisma_migrations ORDER BY started_at",
  );

test("the migrations make exactly what prisma/schema.prisma declares", async () => {
  expect(await differenceFromMigrations(maintenanceUrl, readFileSync(schemaFile, "utf8"))).toBe("");
});

test("a draft has what the schema declares and the migrations do not make", async () => {
  const schema = `${readFileSync(schemaFile, "utf8")}\nmodel Drift {\n  id Int @id\n}\n`;
  expect(await differenceFromMigrations(maintenanceUrl, schema)).toContain('CREATE TABLE "Drift"');
});

test("functions, whose bodies hold semicolons, arrive whole", async () => {
  write(
    "1_function",
    "CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END $$;",
  );
  expect(await apply()).toEqual(["1_function"]);
  expect(await query("SELECT two()")).toEqual([{ two: 2 }]);
  expect(await apply()).toEqual([]);
});

test("a migration that fails is named with its line, changes nothing, and runs when it is repaired", async () => {
  write("1_good", "CREATE TABLE a (id int);");
  write("2_bad", "CREATE TABLE b (id int);\nSELECT missing FROM a;");
  await expect(apply()).rejects.toThrow(
    /column "missing" does not exist[\s\S]*Migration 2_bad failed at line 2 and changed nothing/,
  );
  expect(await query("SELECT to_regclass('b') AS b")).toEqual([{ b: null }]);
  write("2_bad", "CREATE TABLE b (id int);");
  expect(await apply()).toEqual(["2_bad"]);
});

test("a database that Prisma's engine migrated goes on, and an attempt that did not end runs again", async () => {
  write("1_first", "CREATE TABLE a (id int);");
  write("2_second", "CREATE TABLE b (id int);");
  await apply();
  const [row] = await query("SELECT * FROM _prisma_migrations WHERE migration_name = '1_first'");
  expect(row).toMatchObject({
    checksum: createHash("sha256").update("CREATE TABLE a (id int);").digest("hex"),
    logs: null,
    rolled_back_at: null,
    applied_steps_count: 1,
  });
  expect(row.id).toMatch(/^[0-9a-f-]{36}$/);
  await query(
    "DROP TABLE b; UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 0 WHERE migration_name = '2_second'",
  );
  expect(await apply()).toEqual(["2_second"]);
  expect(await history()).toEqual([
    { name: "1_first", finished: true, given_up: false },
    { name: "2_second", finished: false, given_up: true },
    { name: "2_second", finished: true, given_up: false },
  ]);
});

test("a migration that was edited after it was applied is refused, other line ends are not", async () => {
  write("1_first", "CREATE TABLE a (id int);\n-- kept\n");
  await apply();
  write("1_first", "CREATE TABLE a (id int);\r\n-- kept\r\n");
  expect(await apply()).toEqual([]);
  write("1_first", "CREATE TABLE a (id bigint);\n");
  await expect(apply()).rejects.toThrow(
    "The migration 1_first was edited after it was applied to this database: restore its file, and put the change into a new migration.",
  );
});

test("a database that a newer version migrated is refused, whatever else is pending", async () => {
  write("1_first", "CREATE TABLE a (id int);");
  write("3_newer", "CREATE TABLE c (id int);");
  await apply();
  rmSync(path.join(folder, "3_newer"), { recursive: true });
  write("2_second", "CREATE TABLE b (id int);");
  await expect(apply()).rejects.toThrow(
    "The database has the migration 3_newer, which this version of Baton does not know: start the version that applied it, or restore a backup made before it.",
  );
  expect(await query("SELECT to_regclass('b') AS b")).toEqual([{ b: null }]);
});

test("servers that start together apply each migration once, also one that builds an index beside the work", async () => {
  write("1_first", "CREATE TABLE a (id int); SELECT pg_sleep(0.2);");
  write(
    "2_index",
    "-- no transaction\nCREATE INDEX CONCURRENTLY IF NOT EXISTS a_idx ON a (id);\nSELECT pg_sleep(0.2);\n",
  );
  const applied = await Promise.all([1, 2, 3].map(apply));
  expect(applied.flat()).toEqual(["1_first", "2_index"]);
});

test("a file without a transaction runs again after a crash halfway, and a half-built index is built anew", async () => {
  write("1_table", "CREATE TABLE a (id int, name text); INSERT INTO a VALUES (1, 'x'), (1, 'y');");
  await apply();
  write(
    "2_indexes",
    `-- no transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS a_name_idx ON a (name);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "a_id_key" ON a (id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS a_both_idx ON a (id, name);
`,
  );
  await expect(apply()).rejects.toThrow(
    /Migration 2_indexes failed and is repeated at the next start/,
  );
  const indexes = () =>
    query(
      "SELECT indexrelid::regclass::text AS name, indisvalid AS valid FROM pg_index WHERE indrelid = 'a'::regclass ORDER BY 1",
    );
  expect(await indexes()).toEqual([
    { name: "a_id_key", valid: false },
    { name: "a_name_idx", valid: true },
  ]);
  await query("DELETE FROM a WHERE name = 'y'");
  expect(await apply()).toEqual(["2_indexes"]);
  expect(await indexes()).toEqual([
    { name: "a_both_idx", valid: true },
    { name: "a_id_key", valid: true },
    { name: "a_name_idx", valid: true },
  ]);
});

test("statements of every file without a transaction can be repeated", () => {
  const statements = readMigrations()
    .filter(({ isTransactional }) => !isTransactional)
    .flatMap(({ name, sql }) => splitStatements(sql).map((text) => [name, text]));
  for (const [name, text] of statements)
    expect(`${name}: ${text}`).toMatch(/IF (NOT )?EXISTS|VALIDATE CONSTRAINT|ON CONFLICT/);
});

test("events written before there were partitions become the first one as they stand", async () => {
  const migrations = readMigrations();
  const first = migrations.findIndex(({ name }) => name.endsWith("_bound_events"));
  for (const { name, sql } of migrations.slice(0, first)) write(name, sql);
  await apply();
  await query(`INSERT INTO events (id, type, category, actor, actor_kind, data)
    SELECT event_id(1) + n, 'task.updated', 'task', 'x', 'system', jsonb_build_object('n', n) FROM generate_series(1, 1000) n`);
  const before = await query("SELECT pg_relation_filenode('events') AS file");
  for (const { name, sql } of migrations.slice(first)) write(name, sql);
  await apply();
  expect(await query("SELECT pg_relation_filenode('events_p0') AS file")).toEqual(before);
  expect(
    await query("SELECT tableoid::regclass::text AS part, count(*)::int FROM events GROUP BY 1"),
  ).toEqual([{ part: "events_p0", count: 1000 }]);
});

test("a migration that waits for a busy table lets the others through and gets it in the end", async () => {
  write("1_table", "CREATE TABLE a (id int);");
  await apply();
  write("2_column", "ALTER TABLE a ADD COLUMN name text;");
  const busy = new pg.Client({ connectionString: database.url });
  await busy.connect();
  await busy.query("BEGIN; INSERT INTO a VALUES (1)");
  const applying = apply();
  const waiting = () =>
    query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
  await expect.poll(waiting, { timeout: 20_000 }).toHaveLength(1);
  await expect.poll(waiting, { timeout: 20_000 }).toHaveLength(0);
  await busy.query("COMMIT");
  expect(await applying).toEqual(["2_column"]);
  await busy.end();
});

test("a server that starts on a current database takes no lock", async () => {
  const current = await createTemporaryDatabase(maintenanceUrl, template);
  await migrate({ databaseUrl: current.url });
  const migrating = new pg.Client({ connectionString: current.url });
  await migrating.connect();
  await withMigrationLock(migrating, async () => {
    expect(await migrate({ databaseUrl: current.url })).toEqual([]);
  });
  await migrating.end();
  await current.drop();
});
