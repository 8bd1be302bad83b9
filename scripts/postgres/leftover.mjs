import { rmSync } from "node:fs";
import path from "node:path";
import { stopProcess } from "../processes.mjs";
import { runningPostgres } from "./running.mjs";

/**
 * Stops a PostgreSQL that a killed Baton left running on this folder, and removes a stale lock file whose pid may now
 * belong to another program (PostgreSQL itself would refuse to start then).
 * @param {string} folder
 */
export async function clearLeftoverPostgres(folder) {
  const leftover = runningPostgres(folder);
  if (leftover) await stopProcess(leftover, ["SIGINT", "SIGQUIT", "SIGKILL"], 20_000);
  rmSync(path.join(folder, "postmaster.pid"), { force: true });
}
