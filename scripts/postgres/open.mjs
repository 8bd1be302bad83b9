import path from "node:path";
import { databaseName, readAccess, urlFor } from "./access.mjs";
import { startCluster } from "./cluster.mjs";
import { assertUsableDatabase, ensureDatabase } from "./database.mjs";
import { runningPostgres } from "./running.mjs";
import { durableSettings } from "./settings.mjs";

/**
 * @typedef {object} OpenDatabase
 * @property {string} url for the application
 * @property {string} directUrl past a connection pooler, for migrations and LISTEN
 * @property {(signal?: "SIGINT" | "SIGQUIT") => Promise<void>} close stops what was started for it
 */

/**
 * The configured database, or the embedded one started for us alone.
 * @param {import("../serve/config.mjs").ServeConfig} config
 * @param {(reason: string) => void} [onExit] the embedded PostgreSQL ended unasked
 * @returns {Promise<OpenDatabase>}
 */
export async function ownDatabase(config, onExit) {
  if (config.databaseUrl) return configuredDatabase(config.databaseUrl, config.directDatabaseUrl);
  const cluster = await startCluster({
    dataDirectory: config.dataDirectory,
    settings: durableSettings(),
    onExit,
  });
  await ensureDatabase(cluster.maintenanceUrl, databaseName);
  return { url: cluster.url, directUrl: cluster.url, close: cluster.stop };
}

/**
 * The same for a command beside a running Baton: its embedded PostgreSQL is shared, and left running.
 * @param {import("../serve/config.mjs").ServeConfig} config
 */
export async function openDatabase(config) {
  const folder = path.join(config.dataDirectory, "postgres");
  if (config.databaseUrl || !runningPostgres(folder)?.isReady) return ownDatabase(config);
  const url = urlFor(readAccess(config.dataDirectory), databaseName);
  return { url, directUrl: url, close: async () => {} };
}

/** @param {string} url @param {string | null} direct */
async function configuredDatabase(url, direct) {
  await assertUsableDatabase(direct ?? url);
  return { url, directUrl: direct ?? url, close: async () => {} };
}
