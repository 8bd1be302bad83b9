import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { EXIT, Failure } from "../failure";

/** A row of the file with its raw values, which the plan interprets. */
export type Row = Record<string, unknown>;

export interface OrkestraFile {
  tickets: Row[];
  comments: Row[];
  links: Row[];
}

/** The names that each column has in different versions, the usual one first. */
const COLUMNS = {
  tickets: {
    id: ["id"],
    title: ["title"],
    status: ["status"],
    project_id: ["project_id", "project"],
    priority: ["priority"],
    type: ["type", "ticket_type"],
    description: ["description"],
    assignee: ["assignee", "assigned_to"],
    parent_id: ["parent_id", "parent"],
    labels: ["labels"],
    exec_mode: ["exec_mode"],
    exec_order: ["exec_order"],
    archived_at: ["archived_at"],
    created_at: ["created_at"],
    updated_at: ["updated_at"],
  },
  comments: {
    ticket_id: ["ticket_id", "ticket"],
    body: ["body", "content", "text"],
    author: ["author"],
    created_at: ["created_at"],
  },
  links: {
    from_id: ["from_id", "from_ticket", "source_id"],
    to_id: ["to_id", "to_ticket", "target_id"],
    link_type: ["link_type", "type", "kind"],
  },
} as const;

const NEEDED = {
  tickets: ["id", "title", "status"],
  comments: ["ticket_id", "body"],
  links: ["from_id", "to_id"],
} as const;

type Kind = keyof typeof COLUMNS;

/**
 * Reads the tickets, comments and links of an Orkestra database, which is opened read-only together with its write-ahead log. Tables
 * are recognised by their columns.
 */
export async function readOrkestra(file: string): Promise<OrkestraFile> {
  if (!existsSync(file)) {
    throw new Failure(`There is no file ${file}`, { exitCode: EXIT.usage });
  }
  const { database, close } = await open(file);
  try {
    const tables = tablesOf(database);
    const tickets = rowsOf(database, tables, "tickets");
    if (tickets === null) {
      throw new Failure(`${file} is not an Orkestra database: no table of it holds tickets`, {
        exitCode: EXIT.usage,
        fix: "name the file that DB_PATH of Orkestra names",
      });
    }
    return {
      tickets,
      comments: rowsOf(database, tables, "comments") ?? [],
      links: rowsOf(database, tables, "links") ?? [],
    };
  } finally {
    close();
  }
}

interface Opened {
  database: DatabaseSync;
  close: () => void;
}

/** Opens the file in place, or a copy if its folder is not writable: SQLite needs to create a file beside a write-ahead log. */
async function open(file: string): Promise<Opened> {
  const { DatabaseSync } = await import("node:sqlite");
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    database.prepare("SELECT count(*) FROM sqlite_master").get();
    return { database, close: () => database.close() };
  } catch (error) {
    if (!existsSync(`${file}-wal`)) throw unreadable(file, error);
  }
  const folder = mkdtempSync(path.join(tmpdir(), "mc-import-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = path.join(folder, "orkestra.db");
    copyFileSync(file, copy);
    copyFileSync(`${file}-wal`, `${copy}-wal`);
    const database = new DatabaseSync(copy);
    database.prepare("SELECT count(*) FROM sqlite_master").get();
    return {
      database,
      close: () => {
        database.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): Failure {
  return new Failure(`${file} cannot be read as an SQLite database: ${(error as Error).message}`, {
    exitCode: EXIT.usage,
  });
}

function tablesOf(database: DatabaseSync): Map<string, string[]> {
  const names = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .all()
    .map((row) => String(row.name));
  const tables = new Map<string, string[]>();
  for (const name of names) {
    try {
      const columns = database.prepare(`PRAGMA table_info(${quoted(name)})`).all();
      tables.set(
        name,
        columns.map((column) => String(column.name)),
      );
    } catch {
      // A virtual table whose module is not loaded, so not one of those we read.
    }
  }
  return tables;
}

/** The rows of the table that has the columns this kind needs, renamed to the usual names; null if there is no such table. */
function rowsOf(database: DatabaseSync, tables: Map<string, string[]>, kind: Kind): Row[] | null {
  const known = COLUMNS[kind] as Record<string, readonly string[]>;
  for (const [table, columns] of tables) {
    const found = Object.entries(known).flatMap(([name, spellings]) => {
      const column = spellings.find((each) => columns.includes(each));
      return column === undefined ? [] : [{ name, column }];
    });
    const has = new Set(found.map(({ name }) => name));
    if (!NEEDED[kind].every((name) => has.has(name))) continue;
    const list = found.map(({ name, column }) => `${quoted(column)} AS ${quoted(name)}`).join(", ");
    return database.prepare(`SELECT ${list} FROM ${quoted(table)} ORDER BY rowid`).all();
  }
  return null;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
