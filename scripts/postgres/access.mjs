import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { Refusal } from "../refusal.mjs";
import { readIfPresent, writePrivately } from "../serve/data-directory.mjs";

/** The cluster's superuser, which created it. Only this program uses it, for what a database's owner may not do. */
export const administrator = "baton";
/** The owner of the application's database, not a superuser. */
export const applicationRole = "baton_app";
export const databaseName = "baton";

/**
 * Kept in `<data>/postgres.json`, readable by its owner only.
 * @typedef {object} Access
 * @property {string} password the administrator's
 * @property {string} applicationPassword
 * @property {number} [port]
 */

/** @param {string} dataDirectory @returns {Access} */
export function readAccess(dataDirectory) {
  const stored = JSON.parse(readIfPresent(path.join(dataDirectory, "postgres.json")) ?? "null");
  if (stored?.applicationPassword) return stored;
  if (stored) {
    const access = { ...stored, applicationPassword: newPassword() };
    writeAccess(dataDirectory, access);
    return access;
  }
  if (existsSync(path.join(dataDirectory, "postgres", "PG_VERSION"))) {
    throw new Refusal(
      `${dataDirectory}/postgres.json (the database's password) is missing: restore it, or choose a fresh BATON_DATA_DIR.`,
    );
  }
  const access = { password: newPassword(), applicationPassword: newPassword() };
  writeAccess(dataDirectory, access);
  return access;
}

/** @param {string} dataDirectory @param {Access} access */
export function writeAccess(dataDirectory, access) {
  writePrivately(path.join(dataDirectory, "postgres.json"), JSON.stringify(access));
}

/** The application's database, as its owner. @param {Access} access */
export function applicationUrl({ applicationPassword, port }) {
  return `postgresql://${applicationRole}:${applicationPassword}@127.0.0.1:${port}/${databaseName}`;
}

/** A database of the cluster, as its superuser. @param {Access} access */
export function maintenanceUrl({ password, port }, database = "postgres") {
  return `postgresql://${administrator}:${password}@127.0.0.1:${port}/${database}`;
}

function newPassword() {
  return randomBytes(24).toString("hex");
}
