import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";

type Row = Record<string, string | number | null>;

export interface FixtureRows {
  tickets: Row[];
  comments?: Row[];
  links?: Row[];
}

const TABLES = `
  CREATE TABLE tickets (id TEXT PRIMARY KEY, project_id TEXT NOT NULL, title TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'bk',
    priority TEXT NOT NULL DEFAULT 'm', type TEXT NOT NULL DEFAULT 'tsk', description TEXT NOT NULL DEFAULT '', assignee TEXT,
    parent_id TEXT REFERENCES tickets(id), labels TEXT NOT NULL DEFAULT '[]', exec_mode TEXT NOT NULL DEFAULT 'par',
    exec_order INTEGER, archived_at TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, UNIQUE (parent_id, exec_order));
  CREATE TABLE comments (id INTEGER PRIMARY KEY AUTOINCREMENT, ticket_id TEXT NOT NULL REFERENCES tickets(id),
    author TEXT NOT NULL DEFAULT 'llm', body TEXT NOT NULL, created_at TEXT NOT NULL);
  CREATE TABLE links (from_id TEXT NOT NULL REFERENCES tickets(id), to_id TEXT NOT NULL REFERENCES tickets(id),
    link_type TEXT NOT NULL, PRIMARY KEY (from_id, to_id, link_type));
  CREATE TABLE sequences (project_id TEXT PRIMARY KEY, next INTEGER NOT NULL);
  CREATE VIRTUAL TABLE tickets_fts USING fts5(id, title, description, labels, content='tickets', content_rowid='rowid');`;

export const STAMP = "2026-11-20T07:29:21.265491886Z";

/** Creates a database as Orkestra writes it, in a folder of its own. */
export async function orkestraFile(rows: FixtureRows, keepOpen = false) {
  const { DatabaseSync } = await import("node:sqlite");
  const file = path.join(mkdtempSync(path.join(tmpdir(), "orkestra-")), "orkestra.db");
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF; ${TABLES}`);
  const at = { created_at: STAMP, updated_at: STAMP };
  insert(database, "tickets", rows.tickets, (row) => ({
    project_id: String(row.id).replace(/-[^-]*$/, ""),
    ...at,
    ...row,
  }));
  insert(database, "comments", rows.comments ?? [], (row) => ({ created_at: STAMP, ...row }));
  insert(database, "links", rows.links ?? [], (row) => row);
  // The open writer keeps the write-ahead log beside the file, as a running Orkestra would.
  if (!keepOpen) database.close();
  return { file, close: () => database.close() };
}

function insert(database: DatabaseSync, table: string, rows: Row[], fill: (row: Row) => Row): void {
  for (const row of rows) {
    const filled = fill(row);
    const names = Object.keys(filled);
    database
      .prepare(
        `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
      )
      .run(...Object.values(filled));
  }
}
