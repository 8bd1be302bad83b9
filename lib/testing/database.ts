import { randomUUID } from "node:crypto";
import pg from "pg";
import { type Database, openDatabase } from "@/lib/core/database";
import { testPostgres } from "@/scripts/testing/test-postgres.mjs";

declare module "vitest" {
  export interface ProvidedContext {
    /** Set by scripts/testing/integration-setup.mjs, one for each worker. */
    testPostgres: { maintenanceUrl: string; template: string }[];
  }
}

export interface TestDatabase {
  db: Database;
  url: string;
  drop(): Promise<void>;
}

/** What a busy machine does slowly is no failure: only tests about limits set limits of their own. */
const PATIENT = { connectMs: 25_000, lockMs: 25_000 };

/**
 * A migrated, empty database of this test file's own, copied from the template in some 30 ms. Call it in `beforeAll`
 * of a `*.db.test.ts` file and `drop()` it in `afterAll`.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { maintenanceUrl, template } = testPostgres();
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await runOn(maintenanceUrl, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  const url = new URL(maintenanceUrl);
  url.pathname = `/${name}`;
  const db = openDatabase(url.href, undefined, PATIENT);
  return {
    db,
    url: url.href,
    async drop() {
      await db.$disconnect();
      await runOn(maintenanceUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function runOn(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
