import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { applicationUrl, readAccess, writeAccess } from "../postgres/access.mjs";
import { ensureApplicationDatabase } from "../postgres/application.mjs";
import { startCluster } from "../postgres/cluster.mjs";
import { assertUsableDatabase, withClient } from "../postgres/database.mjs";
import { clearLeftoverPostgres } from "../postgres/leftover.mjs";
import { durableSettings, throwawaySettings } from "../postgres/settings.mjs";
import { Refusal } from "../refusal.mjs";
import { readConfig } from "../serve/config.mjs";
import { prepareDataDirectory, readSecret } from "../serve/data-directory.mjs";
import { runRecord } from "../serve/run-record.mjs";
import { fingerprintOf, replaceSecret } from "../serve/secret-check.mjs";
import { assertReadable, loadBackup } from "./load.mjs";
import { summaryOf } from "./make.mjs";
import { checkFile } from "./read.mjs";
import { announceSwap, finishSwap, restoringFolder } from "./swap.mjs";

/** What the tables need beside their size: the write-ahead log, and room to sort indexes. */
const spareBytes = 256 * 1024 * 1024;
const say = (/** @type {string} */ line) => console.log(line);

/**
 * Restores a backup into this installation while Baton is stopped. Everything happens beside what is there: only when the restored
 * database has the counts and hashes of the backup does it take the place of the old one, which is kept.
 * @param {string} file
 * @param {{ replace: boolean, newSecret: boolean }} options
 */
export async function restoreBackup(file, { replace, newSecret }) {
  const config = readConfig(process.env);
  const backup = await readBackup(file);
  prepareDataDirectory(config.dataDirectory);
  const installation = readSecret(config.dataDirectory, config.secret);
  const record = runRecord(config);
  await record.claim();
  try {
    await finishSwap(config.dataDirectory);
    assertSecret(backup, installation, newSecret);
    const { secret } = installation;
    const restore = { file, backup, secret: newSecret ? secret : null };
    // Before the database belongs to it: never does one belong to a secret that no file has.
    installation.keep?.();
    if (config.databaseUrl) await intoConfiguredDatabase(config, restore);
    else await intoEmbedded(config, restore, replace);
  } finally {
    record.remove();
  }
  say(`Restored: Baton is as it was at ${backup.head.created_at}.`);
}

/**
 * Proves a backup without touching anything: restores it into a temporary PostgreSQL and compares every table's count and hash.
 * @param {string} file
 */
export async function checkBackup(file) {
  const backup = await readBackup(file);
  const config = readConfig(process.env);
  const installation = readSecret(config.dataDirectory, config.secret);
  if (installation.keep === null && fingerprintOf(installation.secret) !== backup.head.fingerprint)
    say(`Remark: ${secretWords(backup)}`);
  const folder = mkdtempSync(path.join(tmpdir(), `baton-check-${process.pid}-`));
  await assertRoom(folder, backup);
  await inCluster({ folder, settings: throwawaySettings(), remove: true }, async (databaseUrl) => {
    await loadBackup({ file, backup, databaseUrl, pictures: null, disk: folder, say });
  });
  const { pictures, missing_pictures: missing } = summaryOf(backup.head, backup.manifest);
  if (missing > 0)
    say(
      `Remark: ${missing} of ${missing + pictures} pictures had no file when the backup was made.`,
    );
  say(
    "The backup is good: it was restored into a temporary database, compared, and removed again.",
  );
}

/** @param {string} file */
async function readBackup(file) {
  const backup = await checkFile(path.resolve(file));
  assertReadable(backup);
  const { tables, rows, pictures } = summaryOf(backup.head, backup.manifest);
  say(
    `${file} is whole: ${tables} tables with ${rows.toLocaleString("en")} rows and ${pictures} pictures, made at ${backup.head.created_at} by Baton ${backup.head.version}.`,
  );
  return backup;
}

/**
 * @param {import("./load.mjs").Backup} backup
 * @param {import("../serve/data-directory.mjs").InstallationSecret} installation
 * @param {boolean} newSecret
 */
function assertSecret(backup, installation, newSecret) {
  const isSame =
    installation.keep === null && fingerprintOf(installation.secret) === backup.head.fingerprint;
  if (isSame || newSecret) return;
  const present =
    installation.keep === null
      ? `${installation.source} is another one`
      : "This installation has no secret yet";
  throw new Refusal(
    `${secretWords(backup)} ${present}. Put the secret of that time into BATON_SECRET or the file "secret" of the data directory. If it is lost, add --new-secret: then what only it could open has to be entered anew. Nothing was changed.`,
  );
}

/** @param {import("./load.mjs").Backup} backup */
function secretWords({ head, manifest }) {
  const { sealed } = summaryOf(head, manifest);
  const what =
    sealed === 0
      ? "nothing that is sealed"
      : `${sealed} sealed ${sealed === 1 ? "value" : "values"} (keys of runtimes, secrets of webhooks)`;
  return `The backup was made with the secret whose fingerprint is ${head.fingerprint}, and contains ${what}.`;
}

/** @typedef {{ file: string, backup: import("./load.mjs").Backup, secret: string | null }} Restore */

/**
 * @param {import("../serve/config.mjs").ServeConfig} config
 * @param {Restore} restore
 * @param {boolean} replace
 */
async function intoEmbedded({ dataDirectory }, { file, backup, secret }, replace) {
  const isThere = existsSync(path.join(dataDirectory, "postgres", "PG_VERSION"));
  if (isThere && !replace) {
    throw new Refusal(
      `${dataDirectory} has an installation's data. To put the backup in its place, add --replace: the data is moved aside, not deleted. Nothing was changed.`,
    );
  }
  await assertRoom(dataDirectory, backup);
  const folder = restoringFolder(dataDirectory);
  await clearLeftoverPostgres(path.join(folder, "postgres"));
  rmSync(folder, { recursive: true, force: true });
  prepareDataDirectory(folder);
  // The same passwords, so that the folder can take the other one's place.
  writeAccess(folder, readAccess(dataDirectory));
  await inCluster({ folder, settings: durableSettings(), remove: false }, async (databaseUrl) => {
    const pictures = path.join(folder, "attachments");
    await load({ file, backup, secret, databaseUrl, pictures, disk: folder });
  });
  mkdirSync(path.join(folder, "attachments"), { recursive: true, mode: 0o700 });
  const aside = announceSwap(dataDirectory);
  await finishSwap(dataDirectory);
  if (isThere) say(`What was there is now in ${aside}: delete it when you no longer want it.`);
}

/**
 * @param {import("../serve/config.mjs").ServeConfig} config
 * @param {Restore} restore
 */
async function intoConfiguredDatabase(
  { databaseUrl, directDatabaseUrl, dataDirectory },
  { file, backup, secret },
) {
  const url = directDatabaseUrl ?? databaseUrl ?? "";
  await assertUsableDatabase(url);
  if (!(await withClient(url, isUntouched))) {
    throw new Refusal(
      "The database in DATABASE_URL is not empty, and a restore never overwrites one: create an empty database, let DATABASE_URL name it, and restore again. Nothing was changed.",
    );
  }
  await load({
    file,
    backup,
    secret,
    databaseUrl: url,
    pictures: path.join(dataDirectory, "attachments"),
    disk: null,
  });
}

/** @param {Restore & { databaseUrl: string, pictures: string, disk: string | null }} options */
async function load({ file, backup, secret, databaseUrl, pictures, disk }) {
  const { applied } = await loadBackup({ file, backup, databaseUrl, pictures, disk, say });
  const migrations = applied.filter((name) => name !== "prisma/sql");
  if (migrations.length > 0) say(`Brought up to this version: ${migrations.join(", ")}.`);
  if (secret === null) return;
  const lost = await withClient(databaseUrl, (client) => replaceSecret(client, secret));
  if (lost.length > 0)
    say(`Only the earlier secret could read these, enter them anew: ${lost.join(", ")}.`);
}

/** Whether nobody has worked with this database: it has no tables, or only those of a first start. @param {import("pg").Client} client */
async function isUntouched(client) {
  const { rows } = await client.query(
    "SELECT to_regclass('tasks') IS NULL AS none, to_regclass('users') IS NULL AS foreign",
  );
  if (rows[0].none) {
    const { rowCount } = await client.query(
      "SELECT 1 FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' LIMIT 1",
    );
    return rowCount === 0;
  }
  if (rows[0].foreign) return false;
  const { rowCount } = await client.query(
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM tasks) OR EXISTS (SELECT 1 FROM users) OR EXISTS (SELECT 1 FROM agents)",
  );
  return rowCount === 0;
}

/**
 * Runs `work` on the application's database of a PostgreSQL in this folder, and stops it. On Ctrl-C, and when the work fails, the
 * folder is removed.
 * @param {{ folder: string, settings: Record<string, string>, remove: boolean }} options
 * @param {(databaseUrl: string) => Promise<void>} work
 */
async function inCluster({ folder, settings, remove }, work) {
  let isDone = false;
  let isStopped = false;
  const cluster = await startCluster({ dataDirectory: folder, settings });
  const stop = () => {
    isStopped = true;
    void cluster.stop("SIGQUIT");
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  try {
    await ensureApplicationDatabase(cluster.access);
    await work(applicationUrl(cluster.access));
    isDone = !isStopped;
  } catch (error) {
    throw isStopped ? new Refusal("Stopped: nothing was changed.") : fullDisk(error);
  } finally {
    await cluster.stop(isDone && !remove ? "SIGINT" : "SIGQUIT");
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.off(signal, stop);
    if (!isDone || remove) rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {unknown} error */
function fullDisk(error) {
  const { code } = /** @type {{ code?: string }} */ (error);
  // PostgreSQL's own code, and the system's.
  return code === "53100" || code === "ENOSPC"
    ? new Refusal("The disk is full: nothing was changed. Make room, and restore again.")
    : error;
}

/** @param {string} folder @param {import("./load.mjs").Backup} backup */
async function assertRoom(folder, { head, manifest }) {
  const needed =
    head.tables.reduce((sum, { bytes }) => sum + bytes, 0) +
    manifest.pictures.reduce((sum, { bytes }) => sum + bytes, 0) +
    spareBytes;
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= needed) return;
  const megabytes = (/** @type {number} */ bytes) =>
    `${Math.ceil(bytes / 1024 / 1024).toLocaleString("en")} MB`;
  throw new Refusal(
    `The disk of ${folder} has ${megabytes(free)} and the restore needs about ${megabytes(needed)}: make room first. Nothing was changed.`,
  );
}
