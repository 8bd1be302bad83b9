import { finishSwap } from "../backup/swap.mjs";
import { ensureBuilt } from "../build/production.mjs";
import { migrate } from "../migrations/all.mjs";
import { onParentGone } from "../parent.mjs";
import { announce } from "./announcement.mjs";
import { assertMigrated, checkInstallation } from "./boot-checks.mjs";
import { readConfig } from "./config.mjs";
import { prepareDataDirectory, readSecret } from "./data-directory.mjs";
import { keepDatabase } from "./embedded-watch.mjs";
import { serverEnvironment } from "./environment.mjs";
import { readFirstRun } from "./first-run.mjs";
import { registerInstance } from "./instance.mjs";
import { assertPortIsFree } from "./port.mjs";
import { runRecord } from "./run-record.mjs";
import { superviseServer } from "./server-process.mjs";
import { onStopRequested } from "./stop-request.mjs";

/**
 * @typedef {object} Running what has been started so far, the latest first
 * @property {(() => Promise<void>)[]} stops each ends one thing in order
 * @property {(() => void)[]} kills each ends one thing at once
 */

/**
 * Starts everything, prints where it is, and stops everything in order when asked, even in the middle of starting.
 * @param {"production" | "development"} mode
 */
export async function serve(mode) {
  const abort = new AbortController();
  /** @type {Running} */
  const running = { stops: [], kills: [] };
  const starting = start(mode, running, abort.signal);
  const stopAll = async () => {
    abort.abort();
    await starting.catch(() => {});
    for (const stop of running.stops.splice(0)) await stop();
  };
  const killAll = () => {
    for (const kill of running.kills) kill();
  };
  onParentGone(onStopRequested({ stopAll, killAll }));
  try {
    await starting;
  } catch (error) {
    if (abort.signal.aborted) return;
    await stopAll();
    throw error;
  }
}

/**
 * @param {"production" | "development"} mode
 * @param {Running} running
 * @param {AbortSignal} signal
 */
async function start(mode, running, signal) {
  const config = readConfig(process.env);
  prepareDataDirectory(config.dataDirectory);
  const installation = readSecret(config.dataDirectory, config.secret);
  const record = runRecord(config);
  await record.claim();
  finishSwap(config.dataDirectory);
  running.stops.unshift(async () => record.remove());
  if (config.role !== "jobs") await assertPortIsFree(config.host, config.port);

  signal.throwIfAborted();
  const kept = await keepDatabase(config);
  running.stops.unshift(() => kept.close());
  running.kills.unshift(() => void kept.close("SIGQUIT"));
  const { database } = kept;

  signal.throwIfAborted();
  const databaseUrl = database.directUrl;
  if (config.migrates) await migrate({ databaseUrl });
  else await assertMigrated(databaseUrl);
  for (const warning of await checkInstallation(config, {
    databaseUrl,
    secret: installation,
  }))
    console.warn(warning);
  const { secret } = installation;
  signal.throwIfAborted();
  if (mode === "production") await ensureBuilt(signal);

  signal.throwIfAborted();
  const server = superviseServer({
    env: serverEnvironment({ config, database, secret, mode }),
    onStart: (pid) => record.write(pid),
  });
  running.stops.unshift(() => server.stop());
  running.kills.unshift(() => server.kill());
  await server.start();
  const instance = await registerInstance(config, databaseUrl);
  // Before the server stops, and with it the database.
  running.stops.unshift(() => instance.remove());
  // Last, so that a start that fails does not use up the key that is shown once.
  const firstRun = await readFirstRun({
    databaseUrl,
    secret,
    configuredKey: config.apiKey,
  });
  announce(config, firstRun);
}
