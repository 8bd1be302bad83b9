import { rmSync } from "node:fs";
import path from "node:path";
import { npmProcesses } from "../parent.mjs";
import { isAlive, recordedProcess, stopProcess } from "../processes.mjs";
import { Refusal } from "../refusal.mjs";
import { addressOf } from "./config.mjs";
import { readIfPresent, writePrivately } from "./data-directory.mjs";

/**
 * `<data>/run.json`: the processes of the running installation, so that the next start can tell a live one
 * ("already running") from the remains of a `kill -9`. With DATABASE_URL several may share a data directory.
 * @param {import("./config.mjs").ServeConfig} config
 */
export function runRecord(config) {
  const name = config.databaseUrl ? `run-${config.role}-${config.port}.json` : "run.json";
  const file = path.join(config.dataDirectory, name);
  const starters = startingProcesses();

  return {
    /** Stops leftovers of an earlier run; refuses when that run is alive from npm down. */
    async claim() {
      const earlier = parse(readIfPresent(file));
      if (earlier) {
        if (earlier.starters.length > 0 && earlier.starters.every(isAlive)) {
          throw new Refusal(
            `Baton is already running at ${earlier.address}: stop that one first, or set PORT and BATON_DATA_DIR for a second.`,
          );
        }
        await stopLeftovers(earlier);
      }
      this.write(null);
    },
    /** @param {number | null} serverPid */
    write(serverPid) {
      const server = serverPid === null ? null : recordedProcess(serverPid);
      writePrivately(file, JSON.stringify({ address: addressOf(config), starters, server }));
    },
    remove() {
      rmSync(file, { force: true });
    },
  };
}

/** npm and its shell (when npm started us), the launcher (when it is another process) and this process. */
function startingProcesses() {
  if (!process.connected) return [...npmProcesses(), recordedProcess(process.pid)];
  const npm = JSON.parse(process.env.BATON_STARTED_BY ?? "[]");
  return [...npm, recordedProcess(process.ppid), recordedProcess(process.pid)];
}

/** @param {{ starters: import("../processes.mjs").RecordedProcess[], server: import("../processes.mjs").RecordedProcess | null }} earlier the last starter is the supervisor */
async function stopLeftovers({ starters, server }) {
  const supervisor = starters.at(-1);
  if (supervisor) await stopProcess(supervisor, ["SIGTERM", "SIGKILL"], 12_000);
  if (server) await stopProcess(server, ["SIGTERM", "SIGKILL"], 2_000);
}

/** @param {string | null} content */
function parse(content) {
  try {
    const value = JSON.parse(content ?? "");
    return Array.isArray(value?.starters) ? value : null;
  } catch {
    return null;
  }
}
