import { setTimeout as wait } from "node:timers/promises";
import { ownDatabase } from "../postgres/open.mjs";

/**
 * Opens the database and, when the embedded PostgreSQL ends unexpectedly, starts it again on the same port, so that the
 * server's connections come back by themselves.
 * @param {import("./config.mjs").ServeConfig} config
 */
export async function keepDatabase(config) {
  let closing = false;
  /** @type {Promise<import("../postgres/open.mjs").OpenDatabase>} */
  let current = open();
  await current;

  function open() {
    return ownDatabase(config, (reason) => {
      console.error(`PostgreSQL stopped unexpectedly (${reason}); starting it again.`);
      current = reopen();
    });
  }

  async function reopen() {
    for (let delayMs = 100; ; delayMs = Math.min(5_000, delayMs * 2)) {
      if (closing) return { url: "", directUrl: "", maintenanceUrl: "", close: async () => {} };
      try {
        const database = await open();
        console.error("PostgreSQL is ready again.");
        return database;
      } catch (error) {
        console.error(/** @type {Error} */ (error).message);
        await wait(delayMs);
      }
    }
  }

  return {
    database: await current,
    /** @param {"SIGINT" | "SIGQUIT"} [signal] */
    async close(signal) {
      closing = true;
      await (await current).close(signal);
    },
  };
}
