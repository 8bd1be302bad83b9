import { pendingChanges } from "../migrations/all.mjs";
import { withClient } from "../postgres/database.mjs";
import { Refusal } from "../refusal.mjs";
import { assertClockAgrees, clockOffsetMs } from "./clock-check.mjs";
import { assertSameSecret } from "./secret-check.mjs";
import { settingsWarnings } from "./settings-check.mjs";

/**
 * With BATON_MIGRATE=off: refuses a database that lacks something of this version.
 * @param {string} databaseUrl
 */
export async function assertMigrated(databaseUrl) {
  const pending = await pendingChanges({ databaseUrl });
  if (pending.length === 0) return;
  const others = pending.length > 1 ? ` and ${pending.length - 1} more` : "";
  throw new Refusal(
    `The database lacks ${pending[0]}${others} and BATON_MIGRATE is off: run "npm run migrate" once, then start.`,
  );
}

/**
 * Checks what must be right before the server is started, and refuses with a sentence what is not. Returns warnings for the rest.
 * @param {import("./config.mjs").ServeConfig} config
 * @param {{ databaseUrl: string, secret: import("./data-directory.mjs").InstallationSecret }} options
 * @returns {Promise<string[]>} warnings
 */
export function checkInstallation(config, { databaseUrl, secret }) {
  return withClient(databaseUrl, async (client) => {
    await assertSameSecret(client, secret);
    assertClockAgrees(await clockOffsetMs(client), config.maxClockOffsetMs);
    return settingsWarnings(client, config);
  });
}
