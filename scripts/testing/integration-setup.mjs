import { migrate } from "../migrations/all.mjs";
import { ensureDatabase } from "../postgres/database.mjs";
import { startThrowawayPostgres } from "./throwaway-postgres.mjs";

const template = "baton_template";
/** @type {Awaited<ReturnType<typeof startThrowawayPostgres>> | undefined} */
let postgres;

/** Vitest: one PostgreSQL for all integration tests, with a migrated database to copy for each file. */
export async function setup({ provide }) {
  postgres = await startThrowawayPostgres();
  await ensureDatabase(postgres.maintenanceUrl, template);
  const url = new URL(postgres.maintenanceUrl);
  url.pathname = `/${template}`;
  await migrate({ databaseUrl: url.href });
  provide("testPostgres", { maintenanceUrl: postgres.maintenanceUrl, template });
}

export async function teardown() {
  await postgres?.stop();
}
