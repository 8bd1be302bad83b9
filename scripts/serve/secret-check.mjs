import { hkdfSync } from "node:crypto";
import { Refusal } from "../refusal.mjs";
import { mark, opens, sealedColumns, sealedForADay, sealedSettings } from "./sealed.mjs";

const settingKey = "installation.secret";
const fingerprintValue = "jsonb_build_object('fingerprint', $2::text)";

/**
 * Refuses to start with another secret than the one this database was set up with. Its fingerprint is kept at the first
 * start; if none is stored yet, the secret must open everything that is sealed. Nothing is overwritten, and a new secret is written to
 * its file only when the database takes it.
 * @param {import("pg").Client} client
 * @param {import("./data-directory.mjs").InstallationSecret} installation
 */
export async function assertSameSecret(client, installation) {
  const { secret, source, keep } = installation;
  const fingerprint = fingerprintOf(secret);
  const { rows: known } = await client.query(
    "SELECT value->>'fingerprint' AS fingerprint FROM settings WHERE key = $1",
    [settingKey],
  );
  if (known[0]?.fingerprint === fingerprint) return;
  if (known.length === 0 && (await opensAll(client, secret))) {
    await client.query("BEGIN");
    const { rowCount } = await client.query(
      `INSERT INTO settings (key, value, updated_by) VALUES ($1, ${fingerprintValue}, 'baton') ON CONFLICT DO NOTHING`,
      [settingKey, fingerprint],
    );
    // Before the commit: the database never belongs to a secret that no file has.
    if (rowCount === 1) keep?.();
    await client.query("COMMIT");
    // Another server may have stored the fingerprint of another secret at the same moment.
    return assertSameSecret(client, installation);
  }
  throw new Refusal(
    `${source} is not the secret that this database was set up with: put that one back (the first start kept it in the file "secret" of its data directory), or if it is lost run "npm run migrate -- --new-secret".`,
  );
}

/**
 * Accepts the present secret as the installation's, when the earlier one is lost, and takes away what only that one could read: keys of
 * runtimes, the device at an OpenClaw gateway, the password of the mail server, secrets of webhooks and triggers, addresses of
 * notification channels, the keys of web push, stored answers to repeated requests.
 * @param {import("pg").Client} client
 * @param {string} secret
 * @returns {Promise<string[]>} what must be entered anew, in words
 */
export async function replaceSecret(client, secret) {
  await client.query("BEGIN");
  const settings = await lostSettings(client, secret);
  for (const each of settings) await forgetSetting(client, each);
  const lost = settings.map(({ key, field }) => `${key}.${field}`);
  for (const place of sealedColumns) {
    const rows = await lostRows(client, secret, place);
    if (rows.length === 0) continue;
    await client.query(place.forget, [rows.map(({ id }) => id)]);
    lost.push(...rows.map(({ owner }) => owner));
  }
  const { table, column } = sealedForADay;
  await client.query(`DELETE FROM ${table} WHERE starts_with(${column}, $1)`, [mark]);
  await client.query(
    `INSERT INTO settings (key, value, updated_by) VALUES ($1, ${fingerprintValue}, 'baton')
     ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, updated_at = now()`,
    [settingKey, fingerprintOf(secret)],
  );
  await client.query("COMMIT");
  return [...new Set(lost)];
}

/** Tells one secret from another and nothing of either. @param {string} secret */
export function fingerprintOf(secret) {
  return Buffer.from(hkdfSync("sha256", secret, "", "baton:fingerprint", 16)).toString("hex");
}

/** @param {import("pg").Client} client @param {string} secret */
async function opensAll(client, secret) {
  if ((await lostSettings(client, secret)).length > 0) return false;
  for (const place of sealedColumns)
    if ((await lostRows(client, secret, place)).length > 0) return false;
  return true;
}

/** @typedef {{ key: string, field: string, lost: "setting" | "field" | "null" }} LostSetting */

/**
 * The fields of settings that are sealed and that the secret does not open, and those that nobody knows.
 * @param {import("pg").Client} client @param {string} secret @returns {Promise<LostSetting[]>}
 */
async function lostSettings(client, secret) {
  const { rows } = await client.query(
    `SELECT s.key, field.key AS field, field.value AS sealed
     FROM settings s
     CROSS JOIN LATERAL jsonb_each_text(CASE jsonb_typeof(s.value) WHEN 'object' THEN s.value ELSE '{}' END) field
     WHERE starts_with(field.value, $1) ORDER BY s.key, field.key`,
    [mark],
  );
  return rows.flatMap(({ key, field, sealed }) => {
    const place = sealedSettings.find((each) => each.key.test(key) && each.field === field);
    if (place && opens(secret, place.purpose, sealed)) return [];
    return [{ key, field, lost: place?.lost ?? "field" }];
  });
}

/** @param {import("pg").Client} client @param {LostSetting} setting */
async function forgetSetting(client, { key, field, lost }) {
  const left = lost === "null" ? "value || jsonb_build_object($2::text, NULL)" : "value - $2";
  if (lost !== "setting")
    await client.query(`UPDATE settings SET value = ${left}, updated_at = now() WHERE key = $1`, [
      key,
      field,
    ]);
  await client.query("DELETE FROM settings WHERE key = $1 AND (value = '{}' OR $2)", [
    key,
    lost === "setting",
  ]);
}

/**
 * @param {import("pg").Client} client @param {string} secret @param {typeof sealedColumns[number]} place
 * @returns {Promise<{ id: number, owner: string }[]>}
 */
async function lostRows(client, secret, { table, column, purpose, owner }) {
  const { rows } = await client.query(
    `SELECT s.id, s.${column} AS sealed, (${owner}) AS owner FROM ${table} s WHERE starts_with(s.${column}, $1) ORDER BY s.id`,
    [mark],
  );
  return rows.filter(({ sealed }) => !opens(secret, purpose, sealed));
}
