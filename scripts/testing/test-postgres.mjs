import { inject } from "vitest";

/**
 * The PostgreSQL of the worker that runs this test file (integration-setup.mjs).
 * @returns {{ maintenanceUrl: string, template: string }}
 */
export function testPostgres() {
  const place = Number(process.env.VITEST_POOL_ID) - 1;
  const postgres = inject("testPostgres")[place];
  if (!postgres) throw new Error(`there is no PostgreSQL for worker ${place + 1}`);
  return postgres;
}
