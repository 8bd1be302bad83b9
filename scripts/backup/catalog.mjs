import pg from "pg";

/**
 * @typedef {object} Table
 * @property {string} schema
 * @property {string} name
 * @property {string[]} columns those that have values of their own, in the order of the parts
 * @property {number} bytes on the disk, with its indexes
 *
 * @typedef {object} Sequence
 * @property {string} schema
 * @property {string} name
 * @property {string} type
 * @property {string} value
 * @property {boolean} called whether the value was given out
 *
 * @typedef {object} Partition a part of a table that is divided by ranges of a number
 * @property {string} parent
 * @property {string} name
 * @property {string} bound as PostgreSQL writes it
 */

/**
 * What is not in a backup: the history of migrations (the manifest names them), which processes run, who is signed in, and the log of
 * backups.
 */
const leftOut = [
  "_prisma_migrations",
  "_baton_functions",
  "graphile_worker.migrations",
  "instances",
  "job_runners",
  "sessions",
  "backups",
];

/** Reads text that is the same on every server. The transaction's own settings, so that a pooled connection is not changed. */
export const plainText =
  "SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL timezone = 'UTC'; SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL synchronize_seqscans = off";

/** Without the time limits that the role sets. */
export const withoutLimits =
  "SET statement_timeout = 0; SET lock_timeout = '30s'; SET idle_in_transaction_session_timeout = 0; SET client_min_messages = warning";

const ourSchemas = "n.nspname IN (current_schema(), 'graphile_worker')";
const notOfExtension = (/** @type {string} */ catalog, /** @type {string} */ oid) =>
  `NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = '${catalog}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;

/** The tables with something to keep. Partitions belong to their table. @param {pg.Client} client @returns {Promise<Table[]>} */
export async function listTables(client) {
  const { rows } = await client.query(`
    SELECT n.nspname AS schema, c.relname AS name,
      ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
      (SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree(c.oid))::float8 AS bytes
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${ourSchemas} AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND ${notOfExtension("pg_class", "c.oid")}
    ORDER BY n.nspname = 'graphile_worker', c.relname`);
  return rows
    .filter(
      (row) =>
        !leftOut.includes(
          row.schema === "graphile_worker" ? `${row.schema}.${row.name}` : row.name,
        ),
    )
    .map((row) => ({ ...row, bytes: row.bytes ?? 0 }));
}

/** @param {pg.Client} client @returns {Promise<Sequence[]>} */
export async function listSequences(client) {
  const { rows } = await client.query(`
    SELECT schemaname AS schema, sequencename AS name, data_type::text AS type,
      coalesce(last_value, start_value)::text AS value, last_value IS NOT NULL AS called
    FROM pg_sequences WHERE schemaname IN (current_schema(), 'graphile_worker') ORDER BY 1, 2`);
  return rows;
}

/** @param {pg.Client} client @returns {Promise<Partition[]>} */
export async function listPartitions(client) {
  const { rows } = await client.query(`
    SELECT p.relname AS parent, c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bound
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relispartition AND c.relkind = 'r' AND n.nspname = current_schema() ORDER BY 1, 2`);
  return rows;
}

/** The migrations of the database. @param {pg.Client} client @returns {Promise<{ name: string, checksum: string }[]>} */
export async function listMigrations(client) {
  const { rows } = await client.query(`
    SELECT migration_name AS name, checksum FROM _prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`);
  return rows;
}

/** The number of the job queue's own last migration. @param {pg.Client} client @returns {Promise<number>} */
export async function queueVersion(client) {
  const { rows } = await client.query(
    "SELECT max(id)::int AS version FROM graphile_worker.migrations",
  );
  return rows[0].version;
}

/**
 * The functions and triggers of the database as statements that make them again, functions first: what a migration of a later version
 * finds in a database of this one.
 * @param {pg.Client} client @returns {Promise<string[]>}
 */
export async function listDefinitions(client) {
  const { rows } = await client.query(`
    SELECT definition FROM (
      SELECT 1 AS place, p.oid, pg_get_functiondef(p.oid) AS definition FROM pg_proc p
      WHERE p.pronamespace = current_schema()::regnamespace AND p.prokind IN ('f', 'p') AND ${notOfExtension("pg_proc", "p.oid")}
      UNION ALL
      SELECT 2, t.oid, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal AND t.tgparentid = 0
    ) AS definitions ORDER BY place, oid`);
  return rows.map(({ definition }) => definition);
}

/** @param {{ schema: string, name: string }} table */
export const quoted = ({ schema, name }) =>
  `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;

/** @param {{ columns: string[] }} table */
export const columnsOf = ({ columns }) =>
  columns.map((column) => pg.escapeIdentifier(column)).join(", ");

/** @param {Table} table */
export const copyStatement = (table) =>
  `COPY (SELECT ${columnsOf(table)} FROM ${quoted(table)}) TO STDOUT`;
