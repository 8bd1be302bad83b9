import { startTemplatePostgres } from "./template-postgres.mjs";

/** @type {Awaited<ReturnType<typeof startTemplatePostgres>>[]} */
const clusters = [];

/**
 * Vitest: one PostgreSQL for each worker, with a migrated database to copy for each file. Files that run at the same time
 * must not share one: an open transaction in any database of a cluster delays the events of all others.
 */
export async function setup({ config, provide }) {
  provide("testPostgres", await Promise.all(Array.from({ length: config.maxWorkers }, start)));
}

async function start() {
  const postgres = await startTemplatePostgres();
  clusters.push(postgres);
  return postgres.address;
}

export async function teardown() {
  await Promise.all(clusters.map((cluster) => cluster.stop()));
}
