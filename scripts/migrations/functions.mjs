import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { inProject } from "../project.mjs";
import { Refusal } from "../refusal.mjs";
import { inTransaction, isLockFailure } from "./session.mjs";

const functionsFolder = inProject("prisma/sql");

/**
 * Makes the functions and triggers of the database those of `prisma/sql`, in one transaction and in the order of the
 * files' names, when a file changed since the last time or the database's own differ from what was made then; the
 * caller has the migration lock.
 * @param {import("pg").Client} client
 * @param {string} [folder]
 * @returns {Promise<boolean>} whether anything was to do
 */
export async function applyFunctions(client, folder = functionsFolder) {
  const files = readFiles(folder);
  if (await isApplied(client, files)) return false;
  await inTransaction(client, async () => {
    // Twice: first without looking into the bodies, which may call functions of a later file, then checking them.
    for (const checked of ["off", "on"]) {
      await client.query(`SET LOCAL check_function_bodies = ${checked}`);
      for (const file of files) await applyFile(client, file);
    }
    await client.query(
      "CREATE TABLE IF NOT EXISTS _baton_functions (id boolean PRIMARY KEY DEFAULT true CHECK (id), files text NOT NULL, catalog text NOT NULL, applied_at timestamptz NOT NULL)",
    );
    await client.query(
      `INSERT INTO _baton_functions (files, catalog, applied_at) SELECT $1, ${catalogHash}, clock_timestamp()
       ON CONFLICT (id) DO UPDATE SET files = EXCLUDED.files, catalog = EXCLUDED.catalog, applied_at = EXCLUDED.applied_at`,
      [hashOf(files)],
    );
  });
  return true;
}

/** @param {import("pg").Client} client @param {string} [folder] */
export async function functionsAreCurrent(client, folder = functionsFolder) {
  return isApplied(client, readFiles(folder));
}

/** @typedef {{ name: string, sql: string }} SqlFile */

/** @param {string} folder @returns {SqlFile[]} */
function readFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => ({
      name,
      sql: readFileSync(path.join(folder, name), "utf8").replaceAll("\r\n", "\n"),
    }));
}

/** @param {SqlFile[]} files */
function hashOf(files) {
  return createHash("sha256").update(JSON.stringify(files)).digest("hex");
}

/** @param {import("pg").Client} client @param {SqlFile} file */
async function applyFile(client, { name, sql }) {
  try {
    await client.query(sql);
  } catch (cause) {
    const error = /** @type {import("pg").DatabaseError} */ (cause);
    if (isLockFailure(error)) throw error;
    const reason = [error.message, error.detail, error.hint].filter(Boolean).join("\n");
    throw new Refusal(
      `${reason}\nprisma/sql/${name} failed and no function was changed; the database's reason is above.`,
    );
  }
}

/** @param {import("pg").Client} client @param {SqlFile[]} files */
async function isApplied(client, files) {
  const { rows: found } = await client.query(
    "SELECT to_regclass('_baton_functions') IS NOT NULL AS exists",
  );
  if (!found[0].exists) return files.length === 0;
  const { rowCount } = await client.query(
    `SELECT 1 FROM _baton_functions WHERE files = $1 AND catalog = ${catalogHash}`,
    [hashOf(files)],
  );
  return rowCount === 1;
}

/**
 * All functions and triggers of the schema, in one text. Without those of extensions, and without the body of
 * `event_epoch`, which a server raises after a restore (lib/events/epoch.ts).
 */
const catalogHash = `(
  SELECT md5(COALESCE(string_agg(definition, E'\\n' ORDER BY definition), '')) FROM (
    SELECT CASE p.proname WHEN 'event_epoch' THEN p.proname ELSE pg_get_functiondef(p.oid) END AS definition FROM pg_proc p
    WHERE p.pronamespace = current_schema()::regnamespace AND p.prokind IN ('f', 'p')
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
    UNION ALL
    SELECT pg_get_triggerdef(t.oid) || t.tgenabled::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal
  ) AS definitions)`;
