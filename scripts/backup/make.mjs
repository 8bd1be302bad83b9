import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import { withClient } from "../postgres/database.mjs";
import { inProject } from "../project.mjs";
import { Refusal } from "../refusal.mjs";
import { fingerprintOf } from "../serve/secret-check.mjs";
import { ArchiveWriter, DEFINITIONS, FORMAT, HEAD, MANIFEST } from "./archive.mjs";
import {
  copyStatement,
  listDefinitions,
  listMigrations,
  listPartitions,
  listSequences,
  listTables,
  plainText,
  queueVersion,
  quoted,
  withoutLimits,
} from "./catalog.mjs";
import { copyOut } from "./copy.mjs";
import { RowDigest } from "./digest.mjs";

/** One at a time in a database: a session holds this lock. */
const advisoryLock = 7_248_107;
/** Rows of a table are written in parts of about this size, before they are compressed. */
const partBytes = 4 * 1024 * 1024;
const beginAttempts = 5;
const turnMs = 5_000;
const compress = promisify(gzip);
/** Fast rather than small: the parts are rows as text, which shrink to a fifth at any level. */
const compression = { level: 3 };

/** Somebody makes a backup of this database already. */
export class BackupUnderWay extends Refusal {}

/**
 * @typedef {import("./catalog.mjs").Table} Table
 * @typedef {Pick<Table, "schema" | "name" | "columns"> & { rows: number, hash: string, sealed: number }} CopiedTable
 *
 * @typedef {object} Head what a backup says of itself before its tables
 * @property {number} format
 * @property {string} created_at by the database's clock
 * @property {string} version of Baton
 * @property {string} postgres
 * @property {string} fingerprint of the secret that opens what is sealed
 * @property {{ name: string, checksum: string }[]} migrations
 * @property {number} queue_version
 * @property {{ table: string, bytes: number }[]} tables with their size on the disk, in the order in which they follow
 * @property {number} pictures
 *
 * @typedef {object} Manifest what it says after them
 * @property {CopiedTable[]} tables with the count and the hash of their rows
 * @property {import("./catalog.mjs").Sequence[]} sequences
 * @property {import("./catalog.mjs").Partition[]} partitions
 * @property {{ sha256: string, bytes: number }[]} pictures
 * @property {string[]} missing_pictures that have a row and no file here
 *
 * @typedef {{ rows: number, tables: number, pictures: number, missing_pictures: number, sealed: number, bytes: number, sha256: string, created_at: string }} Summary
 */

/**
 * Writes a backup of the database and the pictures: everything as it was at one moment, while others go on writing. It uses one
 * connection and the memory of a few parts, whatever the size.
 * @param {object} options
 * @param {string} options.databaseUrl past a connection pooler
 * @param {string} options.dataDirectory with the folder `attachments`
 * @param {string} options.secret
 * @param {(bytes: Buffer) => Promise<void>} options.write
 * @param {(head: Head) => Promise<void>} [options.onBegin] called before the first byte is written
 * @returns {Promise<Summary>}
 */
export function makeBackup({ databaseUrl, dataDirectory, secret, write, onBegin }) {
  return withClient(databaseUrl, async (client) => {
    await takeTurn(client);
    const { tables, sequences } = await beginSnapshot(client);
    const head = await readHead(client, tables, secret);
    await onBegin?.(head);
    const archive = new ArchiveWriter(write, new Date(head.created_at));
    await archive.add(HEAD, asJson(head));
    const copied = [];
    for (const table of tables) copied.push(await copyTable(client, archive, table));
    const definitions = JSON.stringify(await listDefinitions(client));
    await archive.add(DEFINITIONS, gzipSync(definitions));
    const { pictures, missing } = await copyPictures(client, archive, dataDirectory);
    /** @type {Manifest} */
    const manifest = {
      tables: copied,
      sequences,
      partitions: await listPartitions(client),
      pictures,
      missing_pictures: missing,
    };
    await client.query("COMMIT");
    await archive.add(MANIFEST, asJson(manifest));
    return { ...summaryOf(head, manifest), ...(await archive.finish()) };
  });
}

/** Waits a moment, because the session of a process that was just killed may still be ending. @param {import("pg").Client} client */
async function takeTurn(client) {
  try {
    await client.query(`SET lock_timeout = '${turnMs}ms'`);
    await client.query("SELECT pg_advisory_lock($1)", [advisoryLock]);
  } catch (error) {
    if (/** @type {{ code?: string }} */ (error).code !== "55P03") throw error;
    throw new BackupUnderWay("Another backup is being made: wait until it is done.");
  } finally {
    await client.query(withoutLimits);
  }
}

/** @param {Head} head @param {Manifest} manifest */
export function summaryOf({ created_at }, { tables, pictures, missing_pictures }) {
  return {
    created_at,
    tables: tables.length,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    pictures: pictures.length,
    missing_pictures: missing_pictures.length,
    // Stored answers to repeated requests are sealed too, and gone within a day.
    sealed: tables.reduce(
      (sum, { name, sealed }) => sum + (name === "idempotency_keys" ? 0 : sealed),
      0,
    ),
  };
}

/**
 * Begins the transaction whose snapshot is backed up, with a lock on every table that keeps its shape. A table or sequence that was
 * dropped just before begins it anew.
 * @param {import("pg").Client} client
 */
async function beginSnapshot(client) {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      await client.query(plainText);
      const tables = await listTables(client);
      if (tables.length === 0)
        throw new Refusal("The database is empty: there is nothing to back up.");
      await client.query(`LOCK TABLE ${tables.map(quoted).join(", ")} IN ACCESS SHARE MODE`);
      return { tables, sequences: await listSequences(client) };
    } catch (error) {
      await client.query("ROLLBACK");
      const { code } = /** @type {{ code?: string }} */ (error);
      const isGone = code === "42P01" || code === "XX000" || code === "55P03";
      if (!isGone || attempt === beginAttempts) throw error;
    }
  }
}

/** @param {import("pg").Client} client @param {Table[]} tables @param {string} secret @returns {Promise<Head>} */
async function readHead(client, tables, secret) {
  const { rows } = await client.query(`
    SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, current_setting('server_version') AS postgres,
      (SELECT count(DISTINCT sha256)::int FROM attachments) AS pictures`);
  const { version } = JSON.parse(readFileSync(inProject("package.json"), "utf8"));
  return {
    format: FORMAT,
    created_at: rows[0].at,
    version,
    postgres: rows[0].postgres,
    fingerprint: fingerprintOf(secret),
    migrations: await listMigrations(client),
    queue_version: await queueVersion(client),
    tables: tables.map(({ schema, name, bytes }) => ({ table: `${schema}.${name}`, bytes })),
    pictures: rows[0].pictures,
  };
}

/**
 * Writes the rows of a table, part by part, and counts them.
 * @param {import("pg").Client} client @param {ArchiveWriter} archive @param {Table} table @returns {Promise<CopiedTable>}
 */
async function copyTable(client, archive, table) {
  const { schema, name, columns } = table;
  const digest = new RowDigest();
  let sealed = 0;
  let number = 0;
  /** @type {Buffer[]} */
  let part = [];
  let length = 0;
  /** @type {Promise<void>} */
  let writing = Promise.resolve();
  const flush = () => {
    const rows = Buffer.concat(part);
    part = [];
    length = 0;
    const entry = `tables/${schema}.${name}/${String(++number).padStart(5, "0")}.gz`;
    writing = writing.then(async () => archive.add(entry, await compress(rows, compression)));
    return writing;
  };
  await copyOut(client, copyStatement(table), (row) => {
    digest.add(row);
    if (row.includes("sealed1:")) sealed++;
    // The driver uses the memory of a row again.
    part.push(Buffer.from(row));
    length += row.length;
    return length >= partBytes ? flush() : undefined;
  });
  if (length > 0) flush();
  await writing;
  return { schema, name, columns, rows: digest.rows, hash: digest.hash, sealed };
}

/** Writes every picture that a row names. @param {import("pg").Client} client @param {ArchiveWriter} archive @param {string} dataDirectory */
async function copyPictures(client, archive, dataDirectory) {
  const { rows } = await client.query("SELECT DISTINCT sha256 FROM attachments ORDER BY 1");
  const pictures = [];
  const missing = [];
  for (const { sha256 } of rows) {
    const bytes = await readFile(path.join(dataDirectory, "attachments", sha256)).catch(() => null);
    // A file that was changed on the disk is no longer this picture.
    if (bytes === null || createHash("sha256").update(bytes).digest("hex") !== sha256)
      missing.push(sha256);
    else {
      await archive.add(`attachments/${sha256}`, bytes);
      pictures.push({ sha256, bytes: bytes.length });
    }
  }
  return { pictures, missing };
}

/** @param {unknown} value */
const asJson = (value) => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
