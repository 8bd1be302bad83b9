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
  return {
    port: readPort(env.PORT),
    host: readHost(env.HOST),
    role: readRole(env.BATON_ROLE),
    dataDirectory: path.resolve(inProject(), env.BATON_DATA_DIR?.trim() || ".data"),
    databaseUrl,
    directDatabaseUrl,
    apiKey: readLong(env, "MC_API_KEY", 24),
    secret: readLong(env, "BATON_SECRET", 32),
  };
}

/** @param {ServeConfig} config */
export function addressOf({ host, port }) {
  const everywhere = host === "0.0.0.0" || host === "::";
  const name = everywhere ? "127.0.0.1" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
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
