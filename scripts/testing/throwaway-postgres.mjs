import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startCluster } from "../postgres/cluster.mjs";
import { clearLeftoverPostgres } from "../postgres/leftover.mjs";
import { throwawaySettings } from "../postgres/settings.mjs";
import { processIdentity } from "../processes.mjs";

const prefix = "baton-test-";

/** A real PostgreSQL in a temporary folder, removed by `stop()`; one that a killed run left over is removed by the next start. */
export async function startThrowawayPostgres() {
  await removeLeftovers();
  const dataDirectory = mkdtempSync(path.join(tmpdir(), `${prefix}${process.pid}-`));
  const cluster = await startCluster({ dataDirectory, settings: throwawaySettings() });
  return {
    maintenanceUrl: cluster.maintenanceUrl,
    async stop() {
      await cluster.stop("SIGQUIT");
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

async function removeLeftovers() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const owner = Number(name.slice(prefix.length).split("-")[0]);
    if (processIdentity(owner) !== null) continue;
    const folder = path.join(tmpdir(), name);
    await clearLeftoverPostgres(path.join(folder, "postgres"));
    rmSync(folder, { recursive: true, force: true });
  }
}
