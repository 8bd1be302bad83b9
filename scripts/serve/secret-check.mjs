import { createDecipheriv, hkdfSync } from "node:crypto";
import { Refusal } from "../refusal.mjs";

const settingKey = "installation.secret";
const mark = "sealed1:";
const fingerprintValue = "jsonb_build_object('fingerprint', $2::text)";
/** The purposes for which lib/core/seal.ts seals settings. */
const purposes = ["openclaw-device", "runtime-key"];

/**
 * Refuses to start with another secret than the one this database was set up with. Its fingerprint is kept at the first
 * start; if none is stored yet, the secret must open the sealed settings. Nothing is overwritten, and a new secret is written to
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
 * Accepts the present secret as the installation's, when the earlier one is lost, and removes what only that one could
 * read: the keys of runtimes, the device at an OpenClaw gateway, stored answers to repeated requests.
 * @param {import("pg").Client} client
 * @param {string} secret
 * @returns {Promise<string[]>} the settings that must be entered anew
 */
export async function replaceSecret(client, secret) {
  await client.query("BEGIN");
  const lost = (await sealedSettings(client)).filter(({ sealed }) => !opens(secret, sealed));
  for (const { key, field } of lost)
    await client.query(
      "UPDATE settings SET value = value - $2, updated_at = now() WHERE key = $1",
      [key, field],
    );
  await client.query("DELETE FROM settings WHERE key = ANY($1) AND value = '{}'", [
    lost.map(({ key }) => key),
  ]);
  await client.query("DELETE FROM idempotency_keys WHERE starts_with(body, $1)", [mark]);
  await client.query(
    `INSERT INTO settings (key, value, updated_by) VALUES ($1, ${fingerprintValue}, 'baton')
     ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, updated_at = now()`,
    [settingKey, fingerprintOf(secret)],
  );
  await client.query("COMMIT");
  return lost.map(({ key, field }) => `${key}.${field}`);
}

/** Tells one secret from another and nothing of either. @param {string} secret */
export function fingerprintOf(secret) {
  return Buffer.from(hkdfSync("sha256", secret, "", "baton:fingerprint", 16)).toString("hex");
}

/** @param {import("pg").Client} client @param {string} secret */
async function opensAll(client, secret) {
  return (await sealedSettings(client)).every(({ sealed }) => opens(secret, sealed));
}

/** @param {import("pg").Client} client @returns {Promise<{ key: string, field: string, sealed: string }[]>} */
async function sealedSettings(client) {
  const { rows } = await client.query(
    `SELECT s.key, field.key AS field, field.value AS sealed
     FROM settings s
     CROSS JOIN LATERAL jsonb_each_text(CASE jsonb_typeof(s.value) WHEN 'object' THEN s.value ELSE '{}' END) field
     WHERE starts_with(field.value, $1)`,
    [mark],
  );
  return rows;
}

/** Whether the secret opens what was sealed in the form of lib/core/seal.ts. @param {string} secret @param {string} sealed */
function opens(secret, sealed) {
  const bytes = Buffer.from(sealed.slice(mark.length), "base64");
  return purposes.some((purpose) => {
    const key = Buffer.from(hkdfSync("sha256", secret, "", `baton:${purpose}`, 32));
    try {
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      decipher.update(bytes.subarray(28));
      decipher.final();
      return true;
    } catch {
      return false;
    }
  });
}
