import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withClient } from "../postgres/database.mjs";
import { testPostgres } from "../testing/test-postgres.mjs";
import { applyMigrations } from "./apply.mjs";
import { migrationsFolder } from "./folder.mjs";
import { withMigrationLock, withMigrationSession } from "./session.mjs";
import { createTemporaryDatabase } from "./temporary-database.mjs";

const { maintenanceUrl } = testPostgres();
let before = "";
/** @type {Awaited<ReturnType<typeof createTemporaryDatabase>>} */
let database;

beforeEach(async () => {
  before = mkdtempSync(path.join(tmpdir(), "baton-migrations-"));
  cpSync(migrationsFolder, before, { recursive: true });
  for (const name of ["20261121191100_move_run_texts", "20261121191200_drop_run_text_columns"])
    rmSync(path.join(before, name), { recursive: true });
  database = await createTemporaryDatabase(maintenanceUrl);
});

afterEach(async () => {
  await database.drop();
  rmSync(before, { recursive: true });
});

/** @param {string} folder */
const apply = (folder) =>
  withMigrationSession(database.url, (client) =>
    withMigrationLock(client, () => applyMigrations(client, folder)),
  );
/** @param {string} sql */
const query = (sql) => withClient(database.url, async (client) => (await client.query(sql)).rows);

test("prompts and outputs of runs are moved out of their rows, all of them, however many batches that takes", async () => {
  await apply(before);
  await query(`INSERT INTO runs (agent, trigger, prompt, output)
    SELECT 'iris', 'dispatch', 'prompt ' || n, CASE WHEN n % 2 = 0 THEN 'output ' || n END FROM generate_series(1, 2500) n`);
  await query("INSERT INTO runs (agent, trigger) VALUES ('scout', 'claim')");
  await apply(migrationsFolder);
  expect(
    await query(`SELECT count(*)::int AS moved, count(output)::int AS outputs,
      bool_and(prompt = 'prompt ' || run_id AND (output IS NULL OR output = 'output ' || run_id)) AS whole FROM run_texts`),
  ).toEqual([{ moved: 2500, outputs: 1250, whole: true }]);
  expect(await query("SELECT count(*)::int AS runs FROM runs")).toEqual([{ runs: 2501 }]);
});
