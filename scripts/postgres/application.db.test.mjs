import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { migrate } from "../migrations/all.mjs";
import { readConfig } from "../serve/config.mjs";
import { databaseName, maintenanceUrl } from "./access.mjs";
import { startCluster } from "./cluster.mjs";
import { ensureDatabase, withClient } from "./database.mjs";
import { openDatabase, ownDatabase } from "./open.mjs";
import { runningPostgres } from "./running.mjs";
import { throwawaySettings } from "./settings.mjs";

vi.setConfig({ testTimeout: 120_000 });

let dataDirectory = "";
const closings = [];
beforeEach(() => {
  dataDirectory = mkdtempSync(path.join(tmpdir(), "baton-cluster-"));
});
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
  rmSync(dataDirectory, { recursive: true, force: true });
});

async function open() {
  const database = await ownDatabase(readConfig({ BATON_DATA_DIR: dataDirectory }));
  closings.push(database.close);
  return database;
}
const query = (url, sql) => withClient(url, async (client) => (await client.query(sql)).rows);

const standing = `
  SELECT current_user AS role, rolsuper, rolcreatedb, rolcreaterole,
         pg_get_userbyid((SELECT datdba FROM pg_database WHERE datname = current_database())) AS owner
  FROM pg_roles WHERE rolname = current_user`;
const anOrdinaryOwner = [
  {
    role: "baton_app",
    rolsuper: false,
    rolcreatedb: false,
    rolcreaterole: false,
    owner: "baton_app",
  },
];
/** What the administrator still owns of the application's tables, types and functions. */
const leftBehind = `
  SELECT relname FROM pg_class WHERE relnamespace::regnamespace::text IN ('public', 'graphile_worker') AND relowner = 'baton'::regrole
  UNION ALL SELECT proname FROM pg_proc WHERE pronamespace::regnamespace::text IN ('public', 'graphile_worker') AND proowner = 'baton'::regrole
  UNION ALL SELECT typname FROM pg_type WHERE typnamespace::regnamespace::text IN ('public', 'graphile_worker') AND typowner = 'baton'::regrole
  UNION ALL SELECT nspname FROM pg_namespace WHERE nspname = 'graphile_worker' AND nspowner = 'baton'::regrole`;

test("a new installation works as a role that owns its database and is no superuser", async () => {
  const database = await open();
  expect(await query(database.url, standing)).toEqual(anOrdinaryOwner);
  expect(await migrate({ databaseUrl: database.directUrl })).not.toEqual([]);
  await query(database.url, "INSERT INTO projects (name, slug, prefix) VALUES ('A', 'a', 'A')");
  await expect(query(database.url, "COPY tasks TO PROGRAM 'true'")).rejects.toThrow("denied");

  const [beside] = await Promise.all(
    [1, 2, 3].map(() => openDatabase(readConfig({ BATON_DATA_DIR: dataDirectory }))),
  );
  expect(await query(beside.url, "SELECT count(*)::int AS n FROM projects")).toEqual([{ n: 2 }]);
});

test("an installation that worked as the superuser is handed over with all it has", async () => {
  const cluster = await startCluster({ dataDirectory, settings: throwawaySettings() });
  await ensureDatabase(cluster.maintenanceUrl, databaseName);
  const asAdministrator = maintenanceUrl(cluster.access, databaseName);
  await migrate({ databaseUrl: asAdministrator });
  await query(asAdministrator, "INSERT INTO projects (name, slug, prefix) VALUES ('A', 'a', 'A')");
  expect(await query(asAdministrator, leftBehind)).not.toEqual([]);
  await cluster.stop();
  const file = path.join(dataDirectory, "postgres.json");
  const { password, port } = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ password, port }));

  const database = await open();
  expect(await query(database.url, standing)).toEqual(anOrdinaryOwner);
  expect(await query(database.url, leftBehind)).toEqual([]);
  expect(await migrate({ databaseUrl: database.directUrl })).toEqual([]);
  await query(database.url, "ALTER TABLE tasks ADD COLUMN one_more int");
  await query(database.url, "DELETE FROM projects WHERE slug = 'a'");
  await query(database.url, "SELECT graphile_worker.add_job('nothing')");
});

test("a role that was given more rights or another password is put right at the next start", async () => {
  const first = await open();
  await query(
    first.maintenanceUrl,
    "ALTER ROLE baton_app SUPERUSER; ALTER ROLE baton_app PASSWORD 'another'",
  );
  await closings.pop()?.();
  const second = await open();
  expect(await query(second.url, standing)).toEqual(anOrdinaryOwner);
});

test.runIf(process.platform === "linux")(
  "PostgreSQL is not told what Baton was told by its environment",
  async () => {
    process.env.ANTHROPIC_API_KEY = "sk-of-the-test";
    closings.push(() => delete process.env.ANTHROPIC_API_KEY);
    await open();
    const pid = runningPostgres(path.join(dataDirectory, "postgres"))?.pid;
    const names = readFileSync(`/proc/${pid}/environ`, "utf8")
      .split("\0")
      .map((entry) => entry.split("=")[0])
      .filter((name) => name && !/^(PATH|LANG|LC_\w+|TZ)$/.test(name));
    // Settings that PostgreSQL makes itself.
    expect(names.filter((name) => !/^PG/.test(name))).toEqual([]);
  },
);
