import { projectRoot } from "../project.mjs";

/**
 * The environment of the server process.
 * @param {{ config: import("./config.mjs").ServeConfig, database: import("../postgres/open.mjs").OpenDatabase, secret: string, mode: "production" | "development" }} options
 * @returns {NodeJS.ProcessEnv}
 */
export function serverEnvironment({ config, database, secret, mode }) {
  return {
    ...process.env,
    NODE_ENV: mode,
    PORT: String(config.port),
    HOST: config.host,
    DATABASE_URL: database.url,
    DIRECT_DATABASE_URL: database.directUrl,
    BATON_ROLE: config.role,
    BATON_DATA_DIR: config.dataDirectory,
    BATON_PROGRAM_DIR: projectRoot,
    BATON_SECRET: secret,
    // For next-auth: people open the installation under any address that reaches it, and links are made from that address.
    AUTH_TRUST_HOST: "true",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}
