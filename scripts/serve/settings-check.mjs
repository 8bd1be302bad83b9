/** The connections outside the pools: the job workers' (7), LISTEN, the health check, this program. */
const besideThePools = 10;

/**
 * What an operator should change in PostgreSQL's settings, one sentence each.
 * @param {import("pg").Client} client past a connection pooler
 * @param {{ poolSize: number, queuePoolSize: number, reservePoolSize: number }} config connections of one server process
 * @returns {Promise<string[]>}
 */
export async function settingsWarnings(client, { poolSize, queuePoolSize, reservePoolSize }) {
  const { rows } = await client.query(
    `SELECT current_setting('max_connections')::int
            - current_setting('superuser_reserved_connections')::int
            - COALESCE(current_setting('reserved_connections', true), '0')::int AS connections,
            current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes`,
  );
  const { connections, fsync, full_page_writes: fullPageWrites } = rows[0];
  const needed = poolSize + queuePoolSize + reservePoolSize + besideThePools;
  const warnings = [];
  if (connections < needed)
    warnings.push(
      `PostgreSQL allows ${connections} connections and this server may need ${needed}: raise its max_connections, or lower BATON_POOL_SIZE (now ${poolSize}).`,
    );
  if (fsync === "off" || fullPageWrites === "off")
    warnings.push(
      "PostgreSQL runs with fsync or full_page_writes off and can lose everything when the machine stops: turn both on.",
    );
  return warnings;
}
