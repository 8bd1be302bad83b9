import { ensureBuilt } from "../build/production.mjs";
import { migrate } from "../migrations/all.mjs";
import { onParentGone } from "../parent.mjs";
import { addressOf, readConfig } from "./config.mjs";
import { prepareDataDirectory, readSecret } from "./data-directory.mjs";
import { keepDatabase } from "./embedded-watch.mjs";
import { serverEnvironment } from "./environment.mjs";
import { readFirstRun } from "./first-run.mjs";
import { assertPortIsFree } from "./port.mjs";
import { runRecord } from "./run-record.mjs";
import { superviseServer } from "./server-process.mjs";
import { onStopRequested } from "./stop-request.mjs";

/**
 * Starts everything, says where it is, and stops everything in order when asked.
 * @param {"production" | "development"} mode
 */
export async function serve(mode) {
  const config = readConfig(process.env);
  prepareDataDirectory(config.dataDirectory);
  const secret = readSecret(config.dataDirectory, config.secret);
  const record = runRecord(config);
  await record.claim();
  /** @type {(() => Promise<void>)[]} in the order to run */
  const stops = [async () => record.remove()];
  const stopAll = async () => {
    for (const stop of stops.splice(0)) await stop();
  };
  /** @type {(() => void)[]} */
  const kills = [];
  const killAll = () => {
    for (const kill of kills) kill();
  };
  const stop = onStopRequested({ stopAll, killAll });
  onParentGone(stop);

  try {
    if (config.role !== "jobs") await assertPortIsFree(config.host, config.port);
    const kept = await keepDatabase(config);
    stops.unshift(() => kept.close());
    kills.push(() => void kept.close("SIGQUIT"));
    const { database } = kept;
    await migrate({ databaseUrl: database.directUrl });
    if (mode === "production") await ensureBuilt();
    const firstRun = await readFirstRun({
      databaseUrl: database.directUrl,
      secret,
      configuredKey: config.apiKey,
    });
    const server = superviseServer({
      env: serverEnvironment({ config, database, secret, mode }),
      onStart: (pid) => record.write(pid),
    });
    stops.unshift(() => server.stop());
    kills.push(() => server.kill());
    if (await server.start()) announce(config, firstRun);
    else await stopAll().then(() => process.exit(1));
  } catch (error) {
    await stopAll();
    throw error;
  }
}

/**
 * @param {import("./config.mjs").ServeConfig} config
 * @param {{ setupToken: string | null, apiKey: string | null }} firstRun
 */
function announce(config, { setupToken, apiKey }) {
  const address = addressOf(config);
  console.log(
    config.role === "jobs" ? "Baton is running background jobs" : `Baton is ready at ${address}`,
  );
  if (setupToken && config.role !== "jobs")
    console.log(`Create the first admin: ${address}/setup?token=${setupToken}`);
  if (apiKey) console.log(`API key (shown once): ${apiKey}`);
}
