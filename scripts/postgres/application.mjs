import pg from "pg";
import { applicationRole, applicationUrl, databaseName, maintenanceUrl } from "./access.mjs";
import { ensureDatabase, withClient } from "./database.mjs";

/**
 * Makes sure that the application's role exists, is not a superuser, and owns its database with everything in it. Earlier
 * versions worked as the superuser; the role takes over what they created.
 * @param {import("./access.mjs").Access} access
 */
export async function ensureApplicationDatabase(access) {
  if (!(await isUsable(access))) {
    await ensureRole(access);
    await ensureDatabase(maintenanceUrl(access), databaseName);
  }
  await withClient(maintenanceUrl(access, databaseName), handOver);
}

/**
 * Whether the role can enter the database and is not a superuser. Then it stays as it is, because two processes that alter
 * a role at the same moment would fail.
 * @param {import("./access.mjs").Access} access
 */
async function isUsable(access) {
  try {
    return await withClient(applicationUrl(access), async (client) => {
      const { rows } = await client.query(
        `SELECT NOT (rolsuper OR rolcreatedb OR rolcreaterole) AND pg_has_role('pg_read_all_stats', 'member') AS usable
         FROM pg_roles WHERE rolname = current_user`,
      );
      return rows[0].usable;
    });
  } catch (error) {
    // No such role, another password, no such database.
    if (["28000", "28P01", "3D000"].includes(/** @type {any} */ (error).code)) return false;
    throw error;
  }
}

/** @param {import("./access.mjs").Access} access */
function ensureRole(access) {
  return withClient(maintenanceUrl(access), async (client) => {
    const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [
      applicationRole,
    ]);
    const verb = rowCount === 0 ? "CREATE" : "ALTER";
    await client.query(
      `${verb} ROLE ${applicationRole} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
       PASSWORD ${pg.escapeLiteral(access.applicationPassword)}`,
    );
    // To see which session of which role delays the event stream.
    await client.query(`GRANT pg_read_all_stats TO ${applicationRole}`);
  });
}

/** @param {pg.Client} client the administrator, in the application's database */
async function handOver(client) {
  await client.query("BEGIN");
  const { rows } = await client.query(ownedByOthers, [applicationRole]);
  for (const { object } of rows) await client.query(`ALTER ${object} OWNER TO ${applicationRole}`);
  await client.query("COMMIT");
}

/** What a role does not own in this database, apart from objects of the system and of extensions, and those that belong to a table. */
const ownedByOthers = `
  WITH ours AS (SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'),
       role AS (SELECT oid FROM pg_roles WHERE rolname = $1)
  SELECT 'DATABASE ' || quote_ident(datname) AS object FROM pg_database, role
    WHERE datname = current_database() AND datdba <> role.oid
  UNION ALL
  SELECT 'SCHEMA ' || quote_ident(n.nspname) FROM pg_namespace n JOIN ours USING (oid), role
    WHERE n.nspname <> 'public' AND n.nspowner <> role.oid
  UNION ALL
  SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE ' WHEN 'v' THEN 'VIEW ' WHEN 'm' THEN 'MATERIALIZED VIEW ' ELSE 'TABLE ' END || c.oid::regclass
    FROM pg_class c, role WHERE c.relnamespace IN (SELECT oid FROM ours) AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND c.relowner <> role.oid
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                      AND (d.deptype = 'e' OR (c.relkind = 'S' AND d.deptype IN ('a', 'i'))))
  UNION ALL
  SELECT 'ROUTINE ' || p.oid::regprocedure FROM pg_proc p, role
    WHERE p.pronamespace IN (SELECT oid FROM ours) AND p.proowner <> role.oid
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
  UNION ALL
  SELECT 'TYPE ' || t.oid::regtype FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid, role
    WHERE t.typnamespace IN (SELECT oid FROM ours) AND t.typowner <> role.oid
      AND (t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'c' AND c.relkind = 'c'))
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')`;
