import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "@/lib/core/database";
import { withClient } from "../postgres/database.mjs";
import { testPostgres } from "../testing/test-postgres.mjs";
import { migrate } from "./all.mjs";
import { withMigrationSession } from "./session.mjs";
import { createTemporaryDatabase } from "./temporary-database.mjs";

/** @type {Awaited<ReturnType<typeof createTemporaryDatabase>>} */
let database;
beforeAll(async () => {
  database = await createTemporaryDatabase(testPostgres().maintenanceUrl);
  await migrate({ databaseUrl: database.url });
});
afterAll(() => database.drop());

const limits = `
  SELECT name, setting FROM pg_settings
  WHERE name IN ('idle_in_transaction_session_timeout', 'lock_timeout', 'statement_timeout', 'TimeZone') ORDER BY name`;

test("a connection that asks for nothing, as through a pooler, has the limits that the server asks for", async () => {
  const server = openDatabase(database.url, 1);
  const asked = await server.$queryRawUnsafe(limits);
  await server.$disconnect();
  const { rows } = await withClient(database.url, (client) => client.query(limits));
  expect(rows).toEqual(asked);
  expect(rows.map(({ setting }) => setting)).not.toContain("0");
});

test("limits that were taken away are set again, and other settings of the role stay", async () => {
  const name = new URL(database.url).pathname.slice(1);
  await withClient(database.url, (client) =>
    client.query(
      `ALTER ROLE CURRENT_USER IN DATABASE ${name} RESET lock_timeout; ALTER ROLE CURRENT_USER IN DATABASE ${name} SET work_mem = '5MB'`,
    ),
  );
  await migrate({ databaseUrl: database.url });
  const { rows } = await withClient(database.url, (client) =>
    client.query(
      "SELECT current_setting('lock_timeout') AS lock, current_setting('work_mem') AS memory",
    ),
  );
  expect(rows).toEqual([{ lock: "5s", memory: "5MB" }]);
});

test("migrating itself waits as long as it takes", async () => {
  const { rows } = await withMigrationSession(database.url, (client) =>
    client.query("SHOW statement_timeout"),
  );
  expect(rows).toEqual([{ statement_timeout: "0" }]);
});
