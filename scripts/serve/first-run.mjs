import { createHash, createHmac, randomBytes } from "node:crypto";
import { withClient } from "../postgres/database.mjs";

/**
 * What a new installation prints once: the first-admin link while there is no user, and a generated API key when
 * none is configured and none was generated before.
 * @param {{ databaseUrl: string, secret: string, configuredKey: string | null }} options
 * @returns {Promise<{ setupToken: string | null, apiKey: string | null }>}
 */
export function readFirstRun({ databaseUrl, secret, configuredKey }) {
  return withClient(databaseUrl, async (client) => {
    const users = await client.query("SELECT 1 FROM users LIMIT 1");
    return {
      setupToken: users.rowCount === 0 ? setupToken(secret) : null,
      apiKey: configuredKey ? null : await createBootstrapKey(client),
    };
  });
}

/** The application computes the same in lib/auth. @param {string} secret */
function setupToken(secret) {
  return createHmac("sha256", secret).update("first-admin").digest("hex").slice(0, 32);
}

/**
 * There is only ever one row, even when two processes start at once; only its hash is stored.
 * @param {import("pg").Client} client
 * @returns {Promise<string | null>} null when it exists already
 */
async function createBootstrapKey(client) {
  const key = `mc_${randomBytes(24).toString("hex")}`;
  await client.query("BEGIN");
  await client.query("LOCK TABLE api_keys IN SHARE ROW EXCLUSIVE MODE");
  const { rowCount } = await client.query(
    `INSERT INTO api_keys (name, kind, key_hash, key_prefix, scopes, role, created_by)
     SELECT 'bootstrap', 'bootstrap', $1, $2, '{admin}', 'admin', 'setup'
      WHERE NOT EXISTS (SELECT 1 FROM api_keys WHERE kind = 'bootstrap')`,
    [createHash("sha256").update(key).digest("hex"), key.slice(0, 11)],
  );
  await client.query("COMMIT");
  return rowCount === 1 ? key : null;
}
