import pg from "pg";
import { Refusal } from "../refusal.mjs";

const oldestSupportedMajor = 14;

/**
 * Checks that a PostgreSQL can be used: reachable, the password right, recent enough.
 * @param {string} url
 */
export async function assertUsableDatabase(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query("SHOW server_version_num");
    const major = Math.floor(Number(rows[0].server_version_num) / 10_000);
    if (major < oldestSupportedMajor) {
      throw new Refusal(
        `The database is PostgreSQL ${major} and Baton needs ${oldestSupportedMajor} or newer: upgrade it, or unset DATABASE_URL to use the embedded one.`,
      );
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(explainConnection(error, url));
  } finally {
    await client.end().catch(() => {});
  }
}

/** Creates the database when the cluster does not have it yet. @param {string} maintenanceUrl @param {string} name */
export async function ensureDatabase(maintenanceUrl, name) {
  await withClient(maintenanceUrl, async (client) => {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  });
}

/**
 * @template T
 * @param {string} url
 * @param {(client: pg.Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** @param {any} error @param {string} url */
function explainConnection(error, url) {
  const { hostname, port, username, pathname } = new URL(url);
  const place = `${hostname || "localhost"}:${port || 5432}`;
  switch (error.code) {
    case "28P01":
    case "28000":
      return `The database at ${place} refused the user "${decodeURIComponent(username)}" (${error.message}): check the user and password in DATABASE_URL.`;
    case "3D000":
      return `The database "${decodeURIComponent(pathname.slice(1))}" does not exist at ${place}: create it, or correct DATABASE_URL.`;
    case "53300":
      return `The database at ${place} has no free connection (${error.message}): raise its max_connections.`;
    default:
      return `The database at ${place} cannot be reached (${error.code ?? error.errors?.[0]?.code ?? error.message}): start it, or correct DATABASE_URL.`;
  }
}
