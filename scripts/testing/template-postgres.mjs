import { migrate } from "../migrations/all.mjs";
import { ensureDatabase } from "../postgres/database.mjs";
import { startThrowawayPostgres } from "./throwaway-postgres.mjs";

const template = "baton_template";

/** A throwaway PostgreSQL with a migrated database, of which tests make copies (createTemporaryDatabase). */
export async function startTemplatePostgres() {
  const postgres = await startThrowawayPostgres();
  try {
    await ensureDatabase(postgres.maintenanceUrl, template);
    const url = new URL(postgres.maintenanceUrl);
    url.pathname = `/${template}`;
    await migrate({ databaseUrl: url.href });
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return { address: { maintenanceUrl: postgres.maintenanceUrl, template }, stop: postgres.stop };
}
