import { createWriteStream } from "node:fs";
import { chmod, open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "../refusal.mjs";
import { BackupUnderWay, makeBackup } from "./make.mjs";

/**
 * What the process says to the one that started it.
 * @typedef {{ begun: import("./make.mjs").Head } | { done: import("./make.mjs").Summary } | { failed: string, isUnderWay: boolean }} BackupMessage
 */

/** A reader who takes nothing for this long is gone. Until then PostgreSQL keeps what was deleted since the backup began. */
const stalledMs = 120_000;

/**
 * Writes a backup into a file, or to standard output for `-`, and tells how it goes. A file has another name until it is whole and on
 * the disk; what a process left that was killed goes with the next backup into the same folder.
 * @param {string} target
 */
export async function writeBackup(target) {
  // Whoever wanted the backup is gone, and with it the reason to make one.
  const abandon = () => process.exit(1);
  process.once("disconnect", abandon);
  try {
    const done = await (target === "-" ? toStream(process.stdout) : toFile(target));
    await tell({ done });
    process.off("disconnect", abandon);
    if (process.connected) process.disconnect();
  } catch (error) {
    await tell({ failed: reasonOf(error), isUnderWay: error instanceof BackupUnderWay });
    process.exit(1);
  }
}

/** @param {string} file */
async function toFile(file) {
  const partial = `${file}.partial`;
  try {
    const stream = createWriteStream(partial, { mode: 0o600, flags: "w" });
    // Opened first: a folder that cannot be written to is said before the database is read.
    await new Promise((resolve, reject) => stream.once("open", resolve).once("error", reject));
    // An earlier file of that name, made by hand, may have other rights.
    await chmod(partial, 0o600);
    const done = await toStream(stream, () =>
      removePartials(path.dirname(file), path.basename(partial)),
    );
    await new Promise((resolve, reject) =>
      stream.once("error", reject).end(() => resolve(undefined)),
    );
    const handle = await open(partial, "r");
    await handle.sync();
    await handle.close();
    await rename(partial, file);
    await syncFolder(path.dirname(file));
    return done;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** @param {import("node:stream").Writable} stream @param {() => Promise<void>} [onBegin] */
function toStream(stream, onBegin) {
  /** @type {Error | null} */
  let broken = null;
  stream.on("error", (error) => {
    broken = error;
  });
  return makeBackup({
    databaseUrl: setting("DATABASE_URL"),
    dataDirectory: setting("BATON_DATA_DIR"),
    secret: setting("BATON_SECRET"),
    onBegin: async (begun) => {
      await tell({ begun });
      await onBegin?.();
    },
    write: async (bytes) => {
      if (broken) throw broken;
      await new Promise((resolve, reject) => {
        const stalled = setTimeout(
          () => reject(new Refusal("Nobody has read the backup for two minutes.")),
          stalledMs,
        );
        stream.write(bytes, (error) => {
          clearTimeout(stalled);
          if (error) reject(error);
          else resolve(undefined);
        });
      });
    },
  });
}

/**
 * Removes what backups that were killed left in a folder; whoever calls it is the only one that makes a backup.
 * @param {string} folder @param {string} own
 */
async function removePartials(folder, own) {
  const isLeft = (/** @type {string} */ name) =>
    name !== own && /^baton-[\dTZ-]+\.tar\.partial$/.test(name);
  for (const name of (await readdir(folder)).filter(isLeft))
    await rm(path.join(folder, name), { force: true });
}

/** A new name is on the disk when its folder is. @param {string} folder */
async function syncFolder(folder) {
  const handle = await open(folder, "r");
  await handle.sync().catch(() => {});
  await handle.close();
}

/** @param {string} name */
function setting(name) {
  const value = process.env[name];
  if (!value) throw new Refusal(`${name} is not set.`);
  return value;
}

/** @param {unknown} error */
function reasonOf(error) {
  if (error instanceof Refusal) return error.message;
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  if (code === "ENOSPC" || code === "EDQUOT")
    return "The disk is full: nothing was kept of the backup.";
  if (code === "EFBIG")
    return "The file would be larger than this system allows: nothing was kept of the backup.";
  if (code === "EPIPE") return "Whoever asked for the backup is gone.";
  if (code === "ENOENT" || code === "ENOTDIR") return "The folder for the backup does not exist.";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS")
    return `The folder for the backup cannot be written to (${code}).`;
  return message;
}

/** @param {BackupMessage} message @returns {Promise<void>} */
function tell(message) {
  return new Promise((resolve) => {
    if (!process.send || !process.connected) return resolve();
    process.send(message, () => resolve());
  });
}
