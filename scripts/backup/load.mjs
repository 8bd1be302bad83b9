import { mkdirSync } from "node:fs";
import { open, rename, statfs } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { ensureQueue, migrate } from "../migrations/all.mjs";
import { applyMigrations } from "../migrations/apply.mjs";
import { readMigrations } from "../migrations/folder.mjs";
import { withMigrationSession } from "../migrations/session.mjs";
import { Refusal } from "../refusal.mjs";
import { DEFINITIONS } from "./archive.mjs";
import {
  columnsOf,
  copyStatement,
  listPartitions,
  listTables,
  plainText,
  queueVersion,
  quoted,
} from "./catalog.mjs";
import { copyIn, copyOut } from "./copy.mjs";
import { RowDigest } from "./digest.mjs";
import { expanded } from "./expand.mjs";
import { entriesOf } from "./read.mjs";

/**
 * @typedef {import("./make.mjs").Head} Head
 * @typedef {import("./make.mjs").Manifest} Manifest
 * @typedef {{ head: Head, manifest: Manifest }} Backup
 */

/** As much of the disk stays free, whatever a file says of its size. */
const spareBytes = 128 * 1024 * 1024;

/**
 * Refuses a backup that this version cannot read: one that was made after migrations which it does not have.
 * @param {Backup} backup @param {string} [folder] of migrations
 */
export function assertReadable({ head }, folder) {
  const known = new Map(readMigrations(folder).map((migration) => [migration.name, migration]));
  for (const { name, checksum } of head.migrations) {
    const migration = known.get(name);
    if (!migration) {
      throw new Refusal(
        `The backup was made by Baton ${head.version}, which has the migration ${name}, and this version does not: install that version or a later one.`,
      );
    }
    if (!migration.checksums.includes(checksum)) {
      throw new Refusal(
        `The migration ${name} of this installation is not the one that the backup was made with: restore its file.`,
      );
    }
  }
}

/**
 * Loads a backup into an empty database: makes the tables as they were in its version, fills them, compares the count and the hash of
 * every table with those that the backup has, and brings the database up to date. What is filled is one transaction.
 * @param {object} options
 * @param {string} options.file that was checked
 * @param {Backup} options.backup what the check read
 * @param {string} options.databaseUrl as the owner of the database
 * @param {string | null} options.pictures the folder for the pictures
 * @param {string | null} [options.disk] a folder on the disk that the tables are written to, if that is this machine's
 * @param {string} [options.folder] of migrations
 * @param {string} [options.functionsFolder]
 * @param {(line: string) => void} options.say
 */
export async function loadBackup({
  file,
  backup,
  databaseUrl,
  pictures,
  disk = null,
  folder,
  functionsFolder,
  say,
}) {
  const names = new Set(backup.head.migrations.map(({ name }) => name));
  await withMigrationSession(databaseUrl, async (client) => {
    await applyMigrations(client, folder, names);
    await ensureQueue(client, databaseUrl);
    if ((await queueVersion(client)) < backup.head.queue_version) {
      throw new Refusal(
        "The backup's job queue is of a later version than this installation's: install the version that made the backup, or a later one.",
      );
    }
    await client.query("BEGIN");
    await client.query(`SET LOCAL synchronous_commit = off; ${plainText}`);
    const constraints = await emptyTables(client, backup.manifest);
    const definitions = await fillTables({ client, file, backup, pictures, disk, say });
    await compareTables(client, backup.manifest);
    say(
      `The counts and hashes of all ${backup.manifest.tables.length} tables are those of the backup.`,
    );
    for (const statement of constraints) await client.query(statement);
    // A later version's migrations find the functions and triggers that they would find in the database itself.
    if (readMigrations(folder).some(({ name }) => !names.has(name)))
      await define(client, definitions);
    await switchTriggers(client, "ENABLE");
    await client.query("COMMIT");
  });
  const applied = await migrate({ databaseUrl, folder, functionsFolder });
  await withMigrationSession(databaseUrl, (client) => client.query("ANALYZE"));
  return { applied };
}

/**
 * Empties the tables of a fresh database and makes its partitions and sequences those of the backup. Without foreign keys, whose
 * statements it returns, rows can be loaded in any order.
 * @param {pg.Client} client @param {Manifest} manifest
 */
async function emptyTables(client, manifest) {
  const { rows: keys } = await client.query(`
    SELECT c.conrelid::regclass::text AS "table", quote_ident(c.conname) AS name, pg_get_constraintdef(c.oid) AS definition
    FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
    WHERE c.contype = 'f' AND c.conparentid = 0 AND n.nspname IN (current_schema(), 'graphile_worker') ORDER BY c.oid`);
  for (const { table, name } of keys)
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  await switchTriggers(client, "DISABLE");
  const tables = await listTables(client);
  assertColumns(tables, manifest);
  await client.query(`TRUNCATE ${tables.map(quoted).join(", ")}`);
  await makePartitions(client, manifest);
  await setSequences(client, manifest);
  return keys.map(
    ({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`,
  );
}

/** @param {import("./catalog.mjs").Table[]} tables @param {Manifest} manifest */
function assertColumns(tables, manifest) {
  const known = new Map(tables.map((table) => [quoted(table), new Set(table.columns)]));
  for (const table of manifest.tables) {
    const unknown = table.columns.find((column) => !known.get(quoted(table))?.has(column));
    if (unknown === undefined && known.has(quoted(table))) continue;
    throw new Refusal(
      `The backup has ${table.schema}.${table.name}${unknown ? `.${unknown}` : ""}, which this version does not know: install the version that made it.`,
    );
  }
}

/** @param {pg.Client} client @param {"ENABLE" | "DISABLE"} way */
async function switchTriggers(client, way) {
  const { rows } = await client.query(`
    SELECT DISTINCT t.tgrelid::regclass::text AS "table" FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND n.nspname IN (current_schema(), 'graphile_worker')`);
  for (const { table } of rows) await client.query(`ALTER TABLE ${table} ${way} TRIGGER USER`);
}

/** As PostgreSQL writes the bounds of a range of numbers, which becomes a part of a statement. */
const boundPattern =
  /^(DEFAULT|FOR VALUES FROM \((MINVALUE|'?-?\d+'?)\) TO \((MAXVALUE|'?-?\d+'?)\))$/;

/** @param {pg.Client} client @param {Manifest} manifest */
async function makePartitions(client, { partitions }) {
  const name = (/** @type {string} */ text) => pg.escapeIdentifier(text);
  for (const partition of await listPartitions(client))
    await client.query(`DROP TABLE ${name(partition.name)}`);
  for (const partition of partitions) {
    if (!boundPattern.test(partition.bound))
      throw new Refusal(
        `The backup has the partition ${partition.name} with a bound that this version does not know.`,
      );
    await client.query(
      `CREATE TABLE ${name(partition.name)} PARTITION OF ${name(partition.parent)} ${partition.bound}`,
    );
  }
}

/** Some sequences are made for each project. @param {pg.Client} client @param {Manifest} manifest */
async function setSequences(client, { sequences }) {
  for (const sequence of sequences) {
    const type = ["smallint", "integer"].includes(sequence.type) ? sequence.type : "bigint";
    await client.query(`CREATE SEQUENCE IF NOT EXISTS ${quoted(sequence)} AS ${type}`);
    await client.query("SELECT setval($1::regclass, $2::bigint, $3)", [
      quoted(sequence),
      sequence.value,
      sequence.called,
    ]);
  }
}

/**
 * Copies the rows and the pictures out of the file; returns the definitions that it contains.
 * @param {{ client: pg.Client, file: string, backup: Backup, pictures: string | null, disk: string | null, say: (line: string) => void }} options
 * @returns {Promise<string[]>}
 */
async function fillTables({ client, file, backup, pictures, disk, say }) {
  const tables = new Map(
    backup.manifest.tables.map((table) => [`${table.schema}.${table.name}`, table]),
  );
  if (pictures !== null) mkdirSync(pictures, { recursive: true, mode: 0o700 });
  /** @type {string[]} */
  let definitions = [];
  let present = "";
  for await (const entry of entriesOf(file)) {
    const { name, content } = entry;
    const [kind, of = ""] = name.split("/");
    if (kind === "tables") {
      if (disk !== null) await assertSpare(disk);
      const table = tables.get(of);
      if (!table) throw new Refusal(`${file} has rows of ${of}, which its manifest does not name.`);
      if (of !== present)
        say(`${of}: ${table.rows.toLocaleString("en")} ${table.rows === 1 ? "row" : "rows"}`);
      present = of;
      await copyIn(
        client,
        `COPY ${quoted(table)} (${columnsOf(table)}) FROM STDIN`,
        await expanded(entry),
      );
    } else if (kind === "attachments" && /^[0-9a-f]{64}$/.test(of)) {
      if (pictures !== null) await writePicture(path.join(pictures, of), content);
    } else if (name === DEFINITIONS)
      definitions = JSON.parse((await expanded(entry)).toString("utf8"));
  }
  return definitions;
}

/** Small files can become large tables: what is on the disk counts, and not what the file says. @param {string} folder */
async function assertSpare(folder) {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= spareBytes) return;
  throw new Refusal(
    `The disk of ${folder} is almost full: the backup becomes larger than it says, or somebody else fills the disk. Nothing was changed. Make room, and restore again.`,
  );
}

/** @param {string} file @param {Buffer} bytes */
async function writePicture(file, bytes) {
  const part = `${file}.part`;
  const handle = await open(part, "w", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
}

/** Reads every table back and compares it with what the backup says of it. @param {pg.Client} client @param {Manifest} manifest */
async function compareTables(client, { tables }) {
  for (const table of tables) {
    const digest = new RowDigest();
    await copyOut(client, copyStatement({ ...table, bytes: 0 }), (row) => {
      digest.add(row);
      return undefined;
    });
    if (digest.rows === table.rows && digest.hash === table.hash) continue;
    throw new Refusal(
      `${table.schema}.${table.name} was restored with ${digest.rows} rows (hash ${digest.hash}) and the backup says ${table.rows} (hash ${table.hash}): this backup cannot be trusted.`,
    );
  }
}

/** Makes functions and triggers again, functions first. @param {pg.Client} client @param {string[]} definitions */
async function define(client, definitions) {
  await client.query("SET LOCAL check_function_bodies = off");
  for (const definition of definitions) {
    const trigger = definition.match(/^CREATE (?:CONSTRAINT )?TRIGGER (\S+) [\s\S]*? ON (\S+) /);
    if (trigger) await client.query(`DROP TRIGGER IF EXISTS ${trigger[1]} ON ${trigger[2]}`);
    await client.query(definition);
  }
}
