import pg from "pg";
import { databaseName, maintenanceUrl, readAccess } from "../../scripts/postgres/access.mjs";

/**
 * Keeps what PostgreSQL believes of an installation's tables as it is told: nothing, as in a new database, or what an ANALYZE sees.
 * Autovacuum, which would change it within a minute, is switched off; what it does for GIN indexes is done here.
 * @param {import("./installation.mjs").Installation} installation
 */
export async function holdStatistics({ dataDirectory }) {
  const run = async (/** @type {string[]} */ ...statements) => {
    const connectionString = maintenanceUrl(readAccess(dataDirectory), databaseName);
    const client = new pg.Client({ connectionString });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await run("ALTER SYSTEM SET autovacuum = off", "SELECT pg_reload_conf()");
  // New entries wait in a list that every search reads until autovacuum, or its size, puts them in their places.
  const emptyPendingLists = `SELECT gin_clean_pending_list(c.oid) FROM pg_class c
    JOIN pg_am a ON a.oid = c.relam AND a.amname = 'gin' WHERE c.relkind = 'i'`;
  return {
    forget: () =>
      run(
        emptyPendingLists,
        `SELECT pg_clear_attribute_stats(schemaname, tablename, attname, inherited) FROM pg_stats WHERE schemaname = 'public'`,
        `SELECT pg_clear_relation_stats(n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'public' AND c.relkind IN ('r', 'i', 'm')`,
        "CHECKPOINT",
      ),
    analyse: () => run(emptyPendingLists, "ANALYZE", "CHECKPOINT"),
  };
}
