import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { seal } from "@/lib/core/seal";
import { migrate } from "../migrations/all.mjs";
import { createTemporaryDatabase } from "../migrations/temporary-database.mjs";
import { withClient } from "../postgres/database.mjs";
import { testPostgres } from "../testing/test-postgres.mjs";
import { assertMigrated, checkInstallation } from "./boot-checks.mjs";
import { readConfig } from "./config.mjs";
import { prepareDataDirectory, readSecret } from "./data-directory.mjs";
import { registerInstance } from "./instance.mjs";
import { replaceSecret } from "./secret-check.mjs";

const { maintenanceUrl, template } = testPostgres();
/** @type {Awaited<ReturnType<typeof createTemporaryDatabase>>} */
let database;
let databaseUrl = "";

beforeEach(async () => {
  database = await createTemporaryDatabase(maintenanceUrl, template);
  databaseUrl = database.url;
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await database.drop();
});

const first = "the first secret of this installation";
const other = "another secret, by mistake or attack";
const check = (secret, env = {}) =>
  checkInstallation(readConfig({ BATON_DATA_DIR: "/data", ...env }), {
    databaseUrl,
    secret: {
      secret,
      source: env.BATON_SECRET ? "BATON_SECRET" : "The secret in /data/secret",
      keep: null,
    },
  });
const query = (sql, values) =>
  withClient(databaseUrl, async (client) => (await client.query(sql, values)).rows);
const settings = () => query("SELECT key, value FROM settings ORDER BY key");

test("with BATON_MIGRATE=off a database that is behind is refused with what it lacks, one that is not is served", async () => {
  const empty = await createTemporaryDatabase(maintenanceUrl);
  await expect(assertMigrated(empty.url)).rejects.toThrow(
    /^The database lacks the migration 20261120093538_init and \d+ more and BATON_MIGRATE is off: run "npm run migrate" once, then start\.$/,
  );
  const [tables] = await withClient(
    empty.url,
    async (client) => (await client.query("SELECT to_regclass('tasks') AS tasks")).rows,
  );
  expect(tables).toEqual({ tasks: null });
  await empty.drop();
  await migrate({ databaseUrl });
  await assertMigrated(databaseUrl);
  await query("DROP FUNCTION tasks_next(int)");
  await expect(assertMigrated(databaseUrl)).rejects.toThrow(
    "The database lacks the functions of prisma/sql and BATON_MIGRATE is off",
  );
});

test("another secret than the first start's is refused, and nothing is overwritten", async () => {
  await check(first);
  const kept = await settings();
  expect(JSON.stringify(kept)).not.toContain(first);
  await expect(check(other)).rejects.toThrow(
    `The secret in /data/secret is not the secret that this database was set up with: put that one back (the first start kept it in the file "secret" of its data directory), or if it is lost run "npm run migrate -- --new-secret".`,
  );
  await expect(check(other, { BATON_SECRET: other })).rejects.toThrow(/^BATON_SECRET is not/);
  expect(await settings()).toEqual(kept);
  await check(first);
});

test("a new secret is written only when the database has none yet", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "baton-secret-"));
  const file = path.join(folder, "secret");
  const start = () =>
    checkInstallation(readConfig({ BATON_DATA_DIR: folder }), {
      databaseUrl,
      secret: readSecret(folder, null),
    });
  prepareDataDirectory(folder);
  await start();
  const kept = readFileSync(file, "utf8");
  await start();
  expect(readFileSync(file, "utf8")).toBe(kept);
  rmSync(file);
  await expect(start()).rejects.toThrow(`${file} is missing, and a new secret is not the secret`);
  expect(existsSync(file)).toBe(false);
  rmSync(folder, { recursive: true });
});

test("of two servers that start first at once with secrets of their own, one is refused", async () => {
  const both = await Promise.allSettled([check(first), check(other)]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("an installation of before must be opened by the secret before its fingerprint is kept", async () => {
  vi.stubEnv("BATON_SECRET", first);
  await query(
    "INSERT INTO settings (key, value, updated_by) VALUES ('runtime.openai', $1, 'ada')",
    [{ base_url: "http://models.test", api_key: seal("runtime-key", "sk-1") }],
  );
  const kept = await settings();
  await expect(check(other)).rejects.toThrow("is not the secret");
  expect(await settings()).toEqual(kept);
  await check(first);
  expect(await settings()).toHaveLength(2);
});

test("a lost secret can be replaced on request, which removes what only it could read", async () => {
  vi.stubEnv("BATON_SECRET", first);
  await check(first);
  for (const [key, value] of Object.entries({
    "runtime.openai": { base_url: "http://models.test", api_key: seal("runtime-key", "sk-1") },
    "runtime.openclaw.device": { private_key: seal("openclaw-device", "pem") },
    budget: 5,
  }))
    await query("INSERT INTO settings (key, value, updated_by) VALUES ($1, $2, 'ada')", [
      key,
      value,
    ]);
  const removed = await withClient(databaseUrl, (client) => replaceSecret(client, other));
  expect(removed.sort()).toEqual(["runtime.openai.api_key", "runtime.openclaw.device.private_key"]);
  expect(
    await query("SELECT key, value FROM settings WHERE key NOT LIKE 'installation.%' ORDER BY key"),
  ).toEqual([
    { key: "budget", value: 5 },
    { key: "runtime.openai", value: { base_url: "http://models.test" } },
  ]);
  await check(other);
  await expect(check(first)).rejects.toThrow("is not the secret");
});

test("everything that is sealed is checked at the first start, and taken away with the secret that sealed it", async () => {
  vi.stubEnv("BATON_SECRET", first);
  for (const [key, value] of Object.entries({
    "notifications.email": { host: "mail.test", password: seal("smtp-password", "pw") },
    "push.vapid_keys": { public_key: "p", private_key: seal("push-vapid", "k") },
  }))
    await query("INSERT INTO settings (key, value, updated_by) VALUES ($1, $2, 'ada')", [
      key,
      value,
    ]);
  await query(
    `INSERT INTO users (id, username, display_name, role) VALUES (7, 'ada', 'Ada', 'admin')`,
  );
  const channel = (name, sealed) =>
    query(
      "INSERT INTO notification_channels (user_id, kind, name, sealed, fingerprint) VALUES (7, 'slack', $1, $2, $1)",
      [name, sealed],
    );
  await channel("Team", seal("notification-channel", "{}"));
  await query(
    `INSERT INTO webhooks (id, name, token, url, events, position, created_by) VALUES (3, 'ci', 'ci', 'http://ci.test', '{*}', 0, 'ada')`,
  );
  const [project] = await query("SELECT id FROM projects ORDER BY id LIMIT 1");
  await query(
    `INSERT INTO triggers (id, project_id, name, kind, token, match, template, created_by) VALUES (4, $1, 'bugs', 'webhook', 'bugs', '{}', '{}', 'ada')`,
    [project.id],
  );
  const kept = [seal("webhook-secret", "old"), seal("webhook-secret", "older")];
  for (const sealed of kept)
    await query("INSERT INTO webhook_secrets (webhook_id, sealed, hint) VALUES (3, $1, 'old')", [
      sealed,
    ]);
  await query("INSERT INTO trigger_secrets (trigger_id, sealed, hint) VALUES (4, $1, 'old')", [
    seal("trigger-secret", "old"),
  ]);
  await expect(check(other)).rejects.toThrow("is not the secret");
  await check(first);

  // What the new one opens stays.
  vi.stubEnv("BATON_SECRET", other);
  await channel("Mine", seal("notification-channel", "{}"));
  const lost = await withClient(databaseUrl, (client) => replaceSecret(client, other));
  expect(lost).toEqual([
    "notifications.email.password",
    "push.vapid_keys.private_key",
    "the secret of the webhook ci",
    "the secret of the trigger bugs",
    "the address of the notification channel Team of ada",
  ]);
  expect(
    await query("SELECT key, value FROM settings WHERE key NOT LIKE 'installation.%'"),
  ).toEqual([{ key: "notifications.email", value: { host: "mail.test", password: null } }]);
  expect(
    await query("SELECT id FROM webhook_secrets UNION SELECT id FROM trigger_secrets"),
  ).toEqual([]);
  expect(
    await query(
      "SELECT name, sealed = '' AS empty, enabled FROM notification_channels ORDER BY id",
    ),
  ).toEqual([
    { name: "Team", empty: true, enabled: false },
    { name: "Mine", empty: false, enabled: true },
  ]);
  expect(await withClient(databaseUrl, (client) => replaceSecret(client, other))).toEqual([]);
  await check(other);
});

test("a clock far from the database's is refused, and allowed when the operator says so", async () => {
  const { now } = Date;
  vi.spyOn(Date, "now").mockImplementation(() => now() + 3_600_000);
  await expect(check(first)).rejects.toThrow(
    /^This machine's clock is 3\d{3}\.\d s ahead of the database's: synchronise both with a time server, or allow more with BATON_MAX_CLOCK_OFFSET_MS=\d+ \(now 2000\)\.$/,
  );
  await check(first, { BATON_MAX_CLOCK_OFFSET_MS: "3700000" });
  vi.spyOn(Date, "now").mockImplementation(() => now() - 3_600_000);
  await expect(check(first)).rejects.toThrow("s behind the database's");
});

test("too few connections and settings that lose data are warned of", async () => {
  const warnings = await check(first, { BATON_POOL_SIZE: "5000" });
  expect(warnings).toEqual([
    expect.stringMatching(
      /^PostgreSQL allows \d+ connections and this server may need 5016: raise its max_connections, or lower BATON_POOL_SIZE \(now 5000\)\.$/,
    ),
    expect.stringContaining("fsync or full_page_writes off"),
  ]);
});

test("a running server is listed with its version and clock, and one that was not seen for a week is not", async () => {
  await query(
    "INSERT INTO instances (host, pid, role, version, last_seen_at, clock_offset_ms) VALUES ('gone', 1, 'all', '0', now() - interval '8 days', 0)",
  );
  const instance = await registerInstance(readConfig({}), databaseUrl);
  expect(await query("SELECT pid, role, version FROM instances")).toEqual([
    { pid: process.pid, role: "all", version: "0.1.0" },
  ]);
  await instance.remove();
  expect(await query("SELECT * FROM instances")).toEqual([]);
});

test.each([
  [{ BATON_MIGRATE: "no" }, 'BATON_MIGRATE must be on or off, not "no".'],
  [{ BATON_MAX_CLOCK_OFFSET_MS: "2s" }, "BATON_MAX_CLOCK_OFFSET_MS must be a whole number above 0"],
  [{ BATON_POOL_SIZE: "-1" }, "BATON_POOL_SIZE must be a whole number above 0"],
])("%o is refused with one sentence", (env, sentence) => {
  expect(() => readConfig(env)).toThrow(sentence);
});
