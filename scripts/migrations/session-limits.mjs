/**
 * The settings that lib/core/database.ts requests for each connection. A connection pooler in transaction mode drops them, so
 * they are also the defaults of our role in this database. Event streams depend on the first one: without it a stuck writer
 * would stop them all.
 */
const limits = {
  idle_in_transaction_session_timeout: "10000",
  lock_timeout: "5000",
  statement_timeout: "30000",
  TimeZone: "UTC",
};

/** @param {import("pg").Client} client */
export async function sessionLimitsAreSet(client) {
  const { rows } = await client.query(
    `SELECT setconfig AS settings FROM pg_db_role_setting
     WHERE setrole = current_user::regrole AND setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  const present = new Set(rows[0]?.settings ?? []);
  return Object.entries(limits).every(([name, value]) => present.has(`${name}=${value}`));
}

/** @param {import("pg").Client} client */
export async function setSessionLimits(client) {
  if (await sessionLimitsAreSet(client)) return;
  const { rows } = await client.query("SELECT quote_ident(current_database()) AS name");
  for (const [name, value] of Object.entries(limits))
    await client.query(
      `ALTER ROLE CURRENT_USER IN DATABASE ${rows[0].name} SET ${name} = '${value}'`,
    );
}
