import { randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { Refusal } from "../refusal.mjs";

/**
 * Creates the data directory when it is missing and makes sure that it can be written.
 * Root keeps it passable (0711), because the embedded PostgreSQL below it runs as another user.
 * @param {string} folder
 */
export function prepareDataDirectory(folder) {
  const probe = path.join(folder, `.writable-${process.pid}`);
  try {
    makeFolder(folder);
    writeFileSync(probe, "");
    rmSync(probe);
    if (process.getuid?.() === 0) chmodSync(folder, 0o711);
    accessSync(folder, constants.R_OK | constants.X_OK);
  } catch (error) {
    throw new Refusal(
      `The data directory ${folder} cannot be written (${error.code}): fix its permissions or set BATON_DATA_DIR.`,
    );
  }
}

/**
 * Creates the folder and those above it, one by one: where none can be created, such as in /proc, Node's recursive mkdir
 * never returns.
 * @param {string} folder
 */
function makeFolder(folder) {
  if (existsSync(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolder(parent);
  mkdirSync(folder, { mode: 0o700 });
}

/**
 * @typedef {object} InstallationSecret
 * @property {string} secret
 * @property {string} source where it came from, for messages
 * @property {(() => void) | null} keep writes the secret to its file; null unless it was generated just now
 */

/**
 * The installation's secret: BATON_SECRET, else the one in the data directory, else a new one, which is not written before
 * `keep` is called: the database may belong to a secret whose file is missing.
 * @param {string} folder
 * @param {string | null} configured
 * @returns {InstallationSecret}
 */
export function readSecret(folder, configured) {
  if (configured) return { secret: configured, source: "BATON_SECRET", keep: null };
  const file = path.join(folder, "secret");
  const stored = readIfPresent(file)?.trim();
  if (stored) return { secret: stored, source: `The secret in ${file}`, keep: null };
  const secret = randomBytes(32).toString("hex");
  return {
    secret,
    source: `${file} is missing, and a new secret`,
    keep: () => writePrivately(file, `${secret}\n`),
  };
}

/** Writes a file only its owner can read, whole or not at all. @param {string} file @param {string} content */
export function writePrivately(file, content) {
  const partial = `${file}.${process.pid}.partial`;
  try {
    writeFileSync(partial, content, { mode: 0o600, flush: true });
    renameSync(partial, file);
  } catch (error) {
    throw new Refusal(
      `${file} cannot be written (${error.code}): fix its permissions or set BATON_DATA_DIR.`,
    );
  }
}

/** @param {string} file */
export function readIfPresent(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw new Refusal(
      `${file} cannot be read (${error.code}): fix its permissions or set BATON_DATA_DIR.`,
    );
  }
}
