import path from "node:path";
import { applicationUrl, maintenanceUrl, readAccess } from "./access.mjs";
import { ensureApplicationDatabase } from "./application.mjs";
import { startCluster } from "./cluster.mjs";
import { assertUsableDatabase } from "./database.mjs";
import { runningPostgres } from "./running.mjs";
import { durableSettings } from "./settings.mjs";

/**
 * @typedef {object} OpenDatabase
 * @property {string} url for the application
 * @property {string} directUrl past a connection pooler, for migrations and LISTEN
 * @property {string} maintenanceUrl as a role that may create databases, for drafting migrations
 * @property {(signal?: "SIGINT" | "SIGQUIT") => Promise<void>} close stops what was started for it
 */

/**
 * The configured database, or the embedded one, started for this process alone.
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
  try {
    return { ...(await openEmbedded(cluster.access)), close: cluster.stop };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/**
 * The same for a command that may run while Baton runs: it shares Baton's embedded PostgreSQL and leaves it running.
 * @param {import("../serve/config.mjs").ServeConfig} config
 */
export async function openDatabase(config) {
  const folder = path.join(config.dataDirectory, "postgres");
  if (config.databaseUrl || !runningPostgres(folder)?.isReady) return ownDatabase(config);
  return { ...(await openEmbedded(readAccess(config.dataDirectory))), close: async () => {} };
}

/** @param {import("./access.mjs").Access} access */
async function openEmbedded(access) {
  await ensureApplicationDatabase(access);
  const url = applicationUrl(access);
  return { url, directUrl: url, maintenanceUrl: maintenanceUrl(access) };
}

/** @param {string} url @param {string | null} direct */
async function configuredDatabase(url, direct) {
  const directUrl = direct ?? url;
  await assertUsableDatabase(directUrl);
  return { url, directUrl, maintenanceUrl: directUrl, close: async () => {} };
}
