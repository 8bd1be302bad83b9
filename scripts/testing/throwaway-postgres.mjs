import { mkdtempSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startCluster } from "../postgres/cluster.mjs";
import { clearLeftoverPostgres } from "../postgres/leftover.mjs";
import { throwawaySettings } from "../postgres/settings.mjs";
import { processIdentity } from "../processes.mjs";

const prefix = "baton-test-";
/** In the machine's memory, where Linux has room for files. */
const MEMORY = "/dev/shm";
/** More than the clusters of a whole run take, and than a small machine has to spare. */
const ROOM_BYTES = 8 * 1024 ** 3;

/**
 * A real PostgreSQL in a temporary folder, removed by `stop()`; one that a killed run left over is removed by the next start. The folder is in
 * memory where there is room: a file system on a disk searches longer for each new file the more were removed just before, and every file
 * of tests makes and removes a database of a thousand files.
 */
export async function startThrowawayPostgres() {
  await removeLeftovers();
  const dataDirectory = mkdtempSync(path.join(roomiest(), `${prefix}${process.pid}-`));
  const cluster = await startCluster({ dataDirectory, settings: throwawaySettings() });
  return {
    maintenanceUrl: cluster.maintenanceUrl,
    async stop() {
      await cluster.stop("SIGQUIT");
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

function roomiest() {
  return memoryBytes() >= ROOM_BYTES ? MEMORY : tmpdir();
}

/** How much room there is for files in memory, which take what programs could have; 0 where there is none. */
function memoryBytes() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return Math.min(bavail * bsize, process.availableMemory());
  } catch {
    return 0;
  }
}

async function removeLeftovers() {
  const places = memoryBytes() > 0 ? [tmpdir(), MEMORY] : [tmpdir()];
  for (const place of places) {
    for (const name of readdirSync(place).filter((entry) => entry.startsWith(prefix))) {
      const owner = Number(name.slice(prefix.length).split("-")[0]);
      if (processIdentity(owner) !== null) continue;
      const folder = path.join(place, name);
      await clearLeftoverPostgres(path.join(folder, "postgres"));
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
