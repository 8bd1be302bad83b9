import { migrate } from "../migrations/all.mjs";
import { ensureDatabase } from "../postgres/database.mjs";
import { startThrowawayPostgres } from "./throwaway-postgres.mjs";

const template = "baton_template";
/** @type {Awaited<ReturnType<typeof startThrowawayPostgres>>[]} */
const clusters = [];

/**
 * Vitest: one PostgreSQL for each worker, with a migrated database to copy for each file. Files that run at the same time
 * must not share one: an open transaction in any database of a cluster delays the events of all others.
 */
export async function setup({ config, provide }) {
  provide("testPostgres", await Promise.all(Array.from({ length: config.maxWorkers }, start)));
}

async function start() {
  const postgres = await startThrowawayPostgres();
  clusters.push(postgres);
  await ensureDatabase(postgres.maintenanceUrl, template);
  const url = new URL(postgres.maintenanceUrl);
  url.pathname = `/${template}`;
  await migrate({ databaseUrl: url.href });
  return { maintenanceUrl: postgres.maintenanceUrl, template };
}

export async function teardown() {
  await Promise.all(clusters.map((cluster) => cluster.stop()));
}
