import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { Refusal } from "../refusal.mjs";
import { readIfPresent, writePrivately } from "../serve/data-directory.mjs";

export const databaseUser = "baton";
export const databaseName = "baton";

/** @typedef {{ password: string, port?: number }} Access kept in `<data>/postgres.json`, readable by its owner only */

/** @param {string} dataDirectory @returns {Access} */
export function readAccess(dataDirectory) {
  const stored = readIfPresent(path.join(dataDirectory, "postgres.json"));
  if (stored) return JSON.parse(stored);
  if (existsSync(path.join(dataDirectory, "postgres", "PG_VERSION"))) {
    throw new Refusal(
      `${dataDirectory}/postgres.json (the database's password) is missing: restore it, or choose a fresh BATON_DATA_DIR.`,
    );
  }
  const access = { password: randomBytes(24).toString("hex") };
  writeAccess(dataDirectory, access);
  return access;
}

/** @param {string} dataDirectory @param {Access} access */
export function writeAccess(dataDirectory, access) {
  writePrivately(path.join(dataDirectory, "postgres.json"), JSON.stringify(access));
}

/** @param {Access} access @param {string} database */
export function urlFor({ password, port }, database) {
  return `postgresql://${databaseUser}:${password}@127.0.0.1:${port}/${database}`;
}
