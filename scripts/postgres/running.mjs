import { readFileSync } from "node:fs";
import path from "node:path";
import { commandLine, processIdentity } from "../processes.mjs";

/**
 * The PostgreSQL that runs on this folder now, started by us or left over. Null when there is none: no lock file, or
 * one whose pid belongs to nobody or to another program.
 * @param {string} folder
 */
export function runningPostgres(folder) {
  let lock;
  try {
    lock = readFileSync(path.join(folder, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return null;
  }
  const pid = Number(lock[0]);
  const identity = processIdentity(pid);
  if (identity === null || !commandLine(pid).includes(folder)) return null;
  return { pid, identity, isReady: lock[7]?.trim() === "ready" };
}
