import path from "node:path";
import { inProject } from "../project.mjs";
import { Refusal } from "../refusal.mjs";
import { readAllowedHosts } from "./hosts.mjs";

/**
 * @typedef {object} ServeConfig
 * @property {number} port
 * @property {string} host
 * @property {"all" | "web" | "jobs"} role
 * @property {string} dataDirectory absolute
 * @property {string | null} databaseUrl null: run the embedded PostgreSQL
 * @property {string | null} directDatabaseUrl past a connection pooler, for migrations and LISTEN
 * @property {string | null} apiKey
 * @property {string | null} secret
 * @property {boolean} migrates whether a start brings the database up to date
 * @property {number} maxClockOffsetMs how far this machine's clock may be from the database's
 * @property {number} poolSize connections of the server process, as lib/core/config.ts reads it
 * @property {number} queuePoolSize those for polls and heartbeats
 * @property {number} reservePoolSize those for the metrics
 */

/**
 * Reads and checks the environment.
 * @param {NodeJS.ProcessEnv} env
 * @returns {ServeConfig}
 */
export function readConfig(env) {
  const databaseUrl = readDatabaseUrl(env, "DATABASE_URL");
  const directDatabaseUrl = readDatabaseUrl(env, "DIRECT_DATABASE_URL");
  if (directDatabaseUrl && !databaseUrl) {
    throw new Refusal(
      "DIRECT_DATABASE_URL is set without DATABASE_URL: set both, or neither to use the embedded PostgreSQL.",
    );
  }
  readAllowedHosts(env);
  // The server reads them itself; a wrong one is refused here, before anything is started.
  readCount(env, "BATON_MAX_STREAMS", 50);
  readCount(env, "BATON_MAX_POLLS", 100);
  checkAmount(env, "BATON_SESSION_IDLE_HOURS", "hours", 24 * 366);
  checkAmount(env, "BATON_SESSION_DAYS", "days", 366);
  checkAmount(env, "BATON_PROOF_MINUTES", "minutes", 24 * 60);
  return {
    port: readPort(env.PORT),
    host: readHost(env.HOST),
    role: readRole(env.BATON_ROLE),
    dataDirectory: path.resolve(inProject(), env.BATON_DATA_DIR?.trim() || ".data"),
    databaseUrl,
    directDatabaseUrl,
    apiKey: readLong(env, "MC_API_KEY", 24),
    secret: readLong(env, "BATON_SECRET", 32),
    migrates: readSwitch(env, "BATON_MIGRATE", true),
    maxClockOffsetMs: readCount(env, "BATON_MAX_CLOCK_OFFSET_MS", 2_000),
    poolSize: readCount(env, "BATON_POOL_SIZE", 16),
    queuePoolSize: readCount(env, "BATON_QUEUE_POOL_SIZE", 4),
    reservePoolSize: readCount(env, "BATON_RESERVE_POOL_SIZE", 2),
  };
}

/** @param {ServeConfig} config */
export function addressOf({ host, port }) {
  const everywhere = host === "0.0.0.0" || host === "::";
  const name = everywhere ? "127.0.0.1" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

/**
 * The address under a name that only Baton uses, for browsers on this machine; null when it listens elsewhere. Browsers send
 * the cookies of `127.0.0.1` to every program on it. docs/decisions/0024-one-name-for-the-browser.md
 * @param {ServeConfig} config
 */
export function browserAddressOf({ host, port }) {
  const isLocal = ["127.0.0.1", "localhost", "0.0.0.0", "::"].includes(host);
  return isLocal ? `http://baton.localhost:${port}` : null;
}

/** @param {string | undefined} value */
function readPort(value) {
  if (!value?.trim()) return 3000;
  const port = Number(value);
  if (!/^\d+$/.test(value.trim()) || port < 1 || port > 65_535) {
    throw new Refusal(`PORT must be a whole number from 1 to 65535, not "${value}".`);
  }
  return port;
}

/** @param {string | undefined} value */
function readHost(value) {
  const host = value?.trim() || "127.0.0.1";
  if (!/^[\w.:%-]+$/.test(host))
    throw new Refusal(`HOST must be an address or a host name, not "${value}".`);
  return host;
}

/** @param {string | undefined} value */
function readRole(value) {
  const role = value?.trim() || "all";
  if (role !== "all" && role !== "web" && role !== "jobs") {
    throw new Refusal(`BATON_ROLE must be all, web or jobs, not "${value}".`);
  }
  return role;
}

/** @param {NodeJS.ProcessEnv} env @param {string} name @param {boolean} otherwise */
function readSwitch(env, name, otherwise) {
  const value = env[name]?.trim();
  if (!value) return otherwise;
  if (value !== "on" && value !== "off")
    throw new Refusal(`${name} must be on or off, not "${value}".`);
  return value === "on";
}

/** @param {NodeJS.ProcessEnv} env @param {string} name @param {number} otherwise */
function readCount(env, name, otherwise) {
  const value = env[name]?.trim();
  if (!value) return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(value))
    throw new Refusal(`${name} must be a whole number above 0, not "${value}".`);
  return Number(value);
}

/** @param {NodeJS.ProcessEnv} env @param {string} name */
function readDatabaseUrl(env, name) {
  const value = env[name]?.trim();
  if (!value) return null;
  if (!URL.canParse(value) || !/^postgres(ql)?:$/.test(new URL(value).protocol)) {
    throw new Refusal(`${name} must look like postgresql://user:password@host:5432/database.`);
  }
  return value;
}

/** @param {NodeJS.ProcessEnv} env @param {string} name @param {number} minimum */
function readLong(env, name, minimum) {
  const value = env[name]?.trim();
  if (!value) return null;
  if (value.length < minimum)
    throw new Refusal(`${name} must have at least ${minimum} characters.`);
  return value;
}

/** @param {NodeJS.ProcessEnv} env @param {string} name @param {string} unit @param {number} maximum */
function checkAmount(env, name, unit, maximum) {
  const value = env[name]?.trim();
  if (!value) return;
  const amount = Number(value);
  if (!(amount > 0 && amount <= maximum)) {
    throw new Refusal(
      `${name} must be a number of ${unit} above 0, at most ${maximum}, not "${value}".`,
    );
  }
}
