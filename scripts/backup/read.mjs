import { createReadStream } from "node:fs";
import { Refusal } from "../refusal.mjs";
import { DamagedBackup, FORMAT, HEAD, MANIFEST, readArchive } from "./archive.mjs";

const chunkBytes = 1024 * 1024;

/** The entries of a backup's file. @param {string} file */
export async function* entriesOf(file) {
  try {
    yield* readArchive(createReadStream(file, { highWaterMark: chunkBytes }));
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (error instanceof DamagedBackup)
      throw new Refusal(`${file} cannot be used: ${message}. Nothing was changed.`);
    if (code === "ENOENT") throw new Refusal(`There is no file ${file}.`);
    if (code === "EACCES" || code === "EISDIR")
      throw new Refusal(`${file} cannot be read (${code}).`);
    throw error;
  }
}

/**
 * Reads a whole backup and refuses one that is cut off or altered, before anything is done with it.
 * @param {string} file
 * @returns {Promise<{ head: import("./make.mjs").Head, manifest: import("./make.mjs").Manifest }>}
 */
export async function checkFile(file) {
  /** @type {Map<string, Buffer>} */
  const read = new Map();
  for await (const { name, content } of entriesOf(file)) {
    if (name === HEAD || name === MANIFEST) read.set(name, content);
  }
  // Only now is it sure that they are as they were written.
  const [head, manifest] = [HEAD, MANIFEST].map((name) =>
    JSON.parse(read.get(name)?.toString("utf8") ?? "null"),
  );
  if (!head || !manifest) throw new Refusal(`${file} is no backup of Baton.`);
  if (head.format > FORMAT) {
    throw new Refusal(
      `${file} was written by Baton ${head.version}, whose format this version does not know: install that version or a later one.`,
    );
  }
  return { head, manifest };
}
