import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { readIfPresent, writePrivately } from "../serve/data-directory.mjs";

/** What takes the place of what was there: the database and the pictures. Its passwords stay. */
const parts = ["postgres", "attachments"];

/** Where a restore prepares a data directory. @param {string} dataDirectory */
export const restoringFolder = (dataDirectory) => path.join(dataDirectory, "restoring");

const journalOf = (/** @type {string} */ dataDirectory) => path.join(dataDirectory, "restore.json");

/**
 * Says that what lies in `restoring` is complete and is to take the place of what is there. From now on the swap is finished by
 * whoever comes next, the restore itself or, if that is killed, the next start.
 * @param {string} dataDirectory
 * @returns {string} where what was there will be
 */
export function announceSwap(dataDirectory) {
  const name = `before-restore-${new Date().toISOString().replace(/[:.]/g, "-")}`;
  writePrivately(journalOf(dataDirectory), JSON.stringify({ aside: name }));
  return path.join(dataDirectory, name);
}

/**
 * Finishes the swap that a restore announced; does nothing without one. Each step can be repeated, so it may be killed anywhere.
 * @param {string} dataDirectory
 */
export function finishSwap(dataDirectory) {
  const journal = readIfPresent(journalOf(dataDirectory));
  if (journal === null) return;
  const aside = path.join(dataDirectory, path.basename(JSON.parse(journal).aside));
  const restoring = restoringFolder(dataDirectory);
  for (const part of parts) {
    const [present, former, restored] = [dataDirectory, aside, restoring].map((folder) =>
      path.join(folder, part),
    );
    if (!existsSync(restored)) continue;
    if (existsSync(present) && !existsSync(former)) {
      mkdirSync(aside, { recursive: true, mode: 0o700 });
      renameSync(present, former);
    }
    renameSync(restored, present);
  }
  rmSync(restoring, { recursive: true, force: true });
  rmSync(journalOf(dataDirectory), { force: true });
}
