import { spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Refusal, tail } from "../refusal.mjs";
import { freeLoopbackPort } from "../serve/port.mjs";
import { maintenanceUrl, readAccess, writeAccess } from "./access.mjs";
import { postgresBinaries } from "./binaries.mjs";
import { postgresEnvironment } from "./environment.mjs";
import { ensureCluster } from "./initialise.mjs";
import { clearLeftoverPostgres } from "./leftover.mjs";
import { runningPostgres } from "./running.mjs";
import { unprivilegedUser } from "./unprivileged.mjs";

/**
 * Starts the embedded PostgreSQL of a data directory, and creates it if there is none: on loopback only, without a socket
 * file, and with the same port and generated password each time.
 * @param {{ dataDirectory: string, settings: Record<string, string>, onExit?: (reason: string) => void }} options
 */
export async function startCluster({ dataDirectory, settings, onExit }) {
  const folder = path.join(dataDirectory, "postgres");
  const logFile = path.join(dataDirectory, "postgres.log");
  mkdirSync(dataDirectory, { recursive: true });
  const { postgres, initdb } = postgresBinaries();
  const user = unprivilegedUser([dataDirectory, path.dirname(postgres)]);
  const stored = readAccess(dataDirectory);
  ensureCluster({ folder, password: stored.password, initdb, user });
  await clearLeftoverPostgres(folder);
  const access = { ...stored, port: await freeLoopbackPort(stored.port) };
  writeAccess(dataDirectory, access);

  const flags = Object.entries({
    ...settings,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    port: access.port,
  });
  const [command, ...args] = [
    ...user.wrapper,
    postgres,
    "-D",
    folder,
    ...flags.flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const log = openLog(logFile);
  // Detached: Ctrl-C in the terminal must reach us and not PostgreSQL, which is stopped last.
  const child = spawn(command, args, {
    cwd: dataDirectory,
    detached: true,
    stdio: ["ignore", log, log],
    env: postgresEnvironment(),
    ...(user.wrapper.length === 0 ? user.ids : {}),
  });
  closeSync(log);
  let stopping = false;
  /** @type {Promise<string>} */
  const exited = new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `code ${code}`));
  });
  await untilReady(folder, exited, logFile);
  exited.then((reason) => stopping || onExit?.(reason));

  return {
    access,
    maintenanceUrl: maintenanceUrl(access),
    /** @param {"SIGINT" | "SIGQUIT"} signal fast (disconnects clients, writes everything) or immediate (recovers at the next start) */
    async stop(signal = "SIGINT") {
      stopping = true;
      child.kill(signal);
      const late = setTimeout(() => child.kill("SIGQUIT"), 20_000);
      await exited;
      clearTimeout(late);
    },
  };
}

/** @param {string} folder @param {Promise<string>} exited @param {string} logFile */
async function untilReady(folder, exited, logFile) {
  let exitReason = null;
  exited.then((reason) => {
    exitReason = reason;
  });
  while (!runningPostgres(folder)?.isReady) {
    if (exitReason !== null) {
      throw new Refusal(
        `${tail(readFileSync(logFile, "utf8"), 6)}\nThe embedded PostgreSQL stopped while starting (${exitReason}); its log is ${logFile}.`,
      );
    }
    await wait(10);
  }
}

/** @param {string} file */
function openLog(file) {
  if (existsSync(file) && statSync(file).size > 10 * 1024 * 1024) renameSync(file, `${file}.1`);
  return openSync(file, "a", 0o600);
}
