import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { withClient } from "../postgres/database.mjs";
import { testPostgres } from "../testing/test-postgres.mjs";
import { migrate } from "./all.mjs";
import { applyFunctions } from "./functions.mjs";
import { withMigrationSession } from "./session.mjs";
import { createTemporaryDatabase } from "./temporary-database.mjs";

const { maintenanceUrl, template } = testPostgres();
/** @type {Awaited<ReturnType<typeof createTemporaryDatabase>>} */
let database;

afterEach(() => database.drop());

/** A database without tables. */
async function givenEmpty() {
  database = await createTemporaryDatabase(maintenanceUrl);
}
/** A database as `migrate` makes it from an empty one. */
async function givenMigrated() {
  database = await createTemporaryDatabase(maintenanceUrl, template);
}

const query = (sql) => withClient(database.url, async (client) => (await client.query(sql)).rows);

/** Every function and trigger of ours, as PostgreSQL would write it. */
async function definitions() {
  const rows = await query(`
    SELECT pg_get_functiondef(oid) AS text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
    ORDER BY 1`);
  return rows.map(({ text }) => text);
}

const dropAll = `DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace LOOP
    EXECUTE format('DROP FUNCTION IF EXISTS %s CASCADE', f);
  END LOOP; END $$`;

test("prisma/sql makes every function and trigger there is: none lives in a migration alone", async () => {
  await givenMigrated();
  const before = await definitions();
  expect(before.length).toBeGreaterThan(30);
  await query(dropAll);
  expect(await definitions()).toEqual([]);
  await migrate({ databaseUrl: database.url });
  expect(await definitions()).toEqual(before);
});

test("servers that start together on an empty database apply each migration once and all go on", async () => {
  await givenEmpty();
  const applied = await Promise.all([1, 2, 3].map(() => migrate({ databaseUrl: database.url })));
  const names = applied.flat();
  expect(names.length).toBeGreaterThan(15);
  expect(new Set(names).size).toBe(names.length);
  expect(await migrate({ databaseUrl: database.url })).toEqual([]);
});

test("a dropped function, a dropped trigger and a changed body are put right at the next start", async () => {
  await givenMigrated();
  const before = await definitions();
  for (const damage of [
    "DROP FUNCTION tasks_next(int)",
    "DROP TRIGGER tasks_root_insert ON tasks",
    "CREATE OR REPLACE FUNCTION lock_task(target int) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
  ]) {
    await query(damage);
    expect(await definitions()).not.toEqual(before);
    await migrate({ databaseUrl: database.url });
    expect(await definitions()).toEqual(before);
  }
});

test("the epoch that a server raised after a restore is kept", async () => {
  await givenMigrated();
  await query(
    "CREATE OR REPLACE FUNCTION event_epoch() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT 7::bigint'; DROP FUNCTION tasks_next(int)",
  );
  await migrate({ databaseUrl: database.url });
  expect(await query("SELECT event_epoch()::int AS epoch")).toEqual([{ epoch: 7 }]);
});

test("a file that fails is named and changes no function; files may call functions of later ones", async () => {
  await givenEmpty();
  const folder = mkdtempSync(path.join(tmpdir(), "baton-functions-"));
  const apply = () =>
    withMigrationSession(database.url, (client) => applyFunctions(client, folder));
  writeFileSync(
    path.join(folder, "a.sql"),
    "CREATE OR REPLACE FUNCTION a() RETURNS int LANGUAGE sql AS 'SELECT b()';",
  );
  await expect(apply()).rejects.toThrow(
    /function b\(\) does not exist[\s\S]*prisma\/sql\/a.sql failed and no function was changed/,
  );
  expect(await definitions()).toEqual([]);
  writeFileSync(
    path.join(folder, "b.sql"),
    "CREATE OR REPLACE FUNCTION b() RETURNS int LANGUAGE sql AS 'SELECT 1';",
  );
  expect(await apply()).toBe(true);
  expect(await query("SELECT a()")).toEqual([{ a: 1 }]);
  expect(await apply()).toBe(false);
  rmSync(folder, { recursive: true });
});
