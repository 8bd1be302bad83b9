import type { ChangedFile } from "@/components/diff/changes/changed-files";
import { type CodeLine, type LinePair, pairRun } from "@/components/diff/changes/pair-lines";
import type { DiffLine } from "@/components/diff/patch";

export type Layout = "unified" | "split";
/** The version of a file that a line belongs to. */
export type Side = "before" | "after";

/** Lines of one version of a file, by their numbers in it. */
export interface LineRange {
  path: string;
  side: Side;
  start: number;
  end: number;
}

interface OfFile {
  key: string;
  /** The index of the file; -1 for what belongs to no file of this change. */
  file: number;
}

/** A line in both versions (`before` and `after` are the same), in one of them, or, when split, two that stand side by side. */
export interface CodeRow extends OfFile {
  kind: "code";
  before: CodeLine | null;
  after: CodeLine | null;
  isChanged: boolean;
  /** Whether both versions stand side by side. */
  isSplit: boolean;
  /** The lines whose words are compared for this row. */
  pair: LinePair | null;
}

export type Row =
  | (OfFile & { kind: "file"; isFolded: boolean })
  /** A sentence in place of lines. */
  | (OfFile & { kind: "without"; text: string })
  | (OfFile & { kind: "hunk"; text: string })
  | (OfFile & { kind: "other"; line: Extract<DiffLine, { kind: "remark" | "unread" | "problem" }> })
  | CodeRow
  /** A comment or a draft, below the line it speaks of. `isAway` when that line is not among those shown. */
  | (OfFile & { kind: "talk"; talk: string; isAway: boolean });

/** What stands at lines: a comment or a draft. */
export interface Talk {
  id: string;
  range: LineRange;
}

export interface RowsInput {
  files: readonly ChangedFile[];
  layout: Layout;
  isFolded: (file: ChangedFile) => boolean;
  talks: readonly Talk[];
}

/** All rows of a change from top to bottom. */
export function rowsOf({ files, layout, isFolded, talks }: RowsInput): Row[] {
  const byPath = Map.groupBy(talks, ({ range }) => range.path);
  const rows: Row[] = [];
  const known = new Set(files.map(({ path }) => path));
  for (const { id, range } of talks) {
    if (!known.has(range.path))
      rows.push({ kind: "talk", key: `talk:${id}`, file: -1, talk: id, isAway: true });
  }
  for (const file of files) {
    const folded = isFolded(file);
    const key = `file:${file.index}`;
    rows.push({ kind: "file", key, file: file.index, isFolded: folded });
    if (folded) continue;
    addFile(rows, file, layout, byPath.get(file.path) ?? []);
  }
  return rows;
}

function addFile(rows: Row[], file: ChangedFile, layout: Layout, talks: readonly Talk[]): void {
  const body = bodyOf(file, layout);
  const placed = new Map<Row, Talk[]>();
  const away: Talk[] = [];
  const ends = new Map<string, Row>();
  for (const row of body) {
    if (row.kind !== "code") continue;
    if (row.before) ends.set(`before:${lineNumber(row.before, "before")}`, row);
    if (row.after) ends.set(`after:${lineNumber(row.after, "after")}`, row);
  }
  for (const talk of talks) {
    const row = ends.get(`${talk.range.side}:${talk.range.end}`);
    if (row) placed.set(row, [...(placed.get(row) ?? []), talk]);
    else away.push(talk);
  }
  const add = (talk: Talk, isAway: boolean) =>
    rows.push({ kind: "talk", key: `talk:${talk.id}`, file: file.index, talk: talk.id, isAway });
  for (const talk of away) add(talk, true);
  for (const row of body) {
    rows.push(row);
    for (const talk of placed.get(row) ?? []) add(talk, false);
  }
}

const bodies = new WeakMap<ChangedFile, Partial<Record<Layout, Row[]>>>();

/** The rows below a file's head. They are made once for each layout, so that a comment more does not pair all lines again. */
function bodyOf(file: ChangedFile, layout: Layout): Row[] {
  const known = bodies.get(file) ?? {};
  const body = known[layout] ?? linesOf(file, layout);
  known[layout] = body;
  bodies.set(file, known);
  return body;
}

function linesOf(file: ChangedFile, layout: Layout): Row[] {
  const of = file.index;
  // A file with one version needs no second column.
  const shown = file.status === "added" || file.status === "deleted" ? "unified" : layout;
  if (file.without !== null) {
    return [{ kind: "without", key: `without:${of}`, file: of, text: file.without }];
  }
  const rows: Row[] = [];
  const { lines } = file;
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    if (!line) break;
    if (line.kind === "removed" || line.kind === "added") {
      const run = runFrom(lines, at);
      addRun(rows, of, shown, run);
      at += run.length;
      continue;
    }
    if (line.kind === "same") rows.push(codeRow(of, shown, line, line, null));
    else if (line.kind === "hunk")
      rows.push({ kind: "hunk", key: `hunk:${of}:${at}`, file: of, text: line.text });
    else rows.push({ kind: "other", key: `other:${of}:${at}`, file: of, line });
    at++;
  }
  return rows;
}

/** The removed and added lines that follow each other from here; a remark of the patch ends a run. */
function runFrom(lines: readonly DiffLine[], from: number): CodeLine[] {
  const run: CodeLine[] = [];
  for (let at = from; at < lines.length; at++) {
    const line = lines[at];
    if (line?.kind !== "removed" && line?.kind !== "added") break;
    // What is removed after something was added begins a run of its own.
    if (line.kind === "removed" && run.at(-1)?.kind === "added") break;
    run.push(line);
  }
  return run;
}

function addRun(rows: Row[], of: number, layout: Layout, run: readonly CodeLine[]): void {
  const removed = run.filter(({ kind }) => kind === "removed");
  const added = run.filter(({ kind }) => kind === "added");
  const pairs = pairRun(removed, added);
  if (layout === "split") {
    for (const pair of pairs) rows.push(codeRow(of, layout, pair.before, pair.after, pair));
    return;
  }
  const pairOf = new Map<CodeLine, LinePair>();
  for (const pair of pairs) {
    if (pair.before) pairOf.set(pair.before, pair);
    if (pair.after) pairOf.set(pair.after, pair);
  }
  for (const line of removed) rows.push(codeRow(of, layout, line, null, pairOf.get(line) ?? null));
  for (const line of added) rows.push(codeRow(of, layout, null, line, pairOf.get(line) ?? null));
}

function codeRow(
  file: number,
  layout: Layout,
  before: CodeLine | null,
  after: CodeLine | null,
  pair: LinePair | null,
): CodeRow {
  const old = before ? `b${lineNumber(before, "before")}` : "";
  const fresh = after ? `a${lineNumber(after, "after")}` : "";
  const isChanged = before !== after;
  return {
    kind: "code",
    key: `code:${file}:${old}${fresh}`,
    file,
    before,
    after,
    isChanged,
    isSplit: layout === "split",
    pair: pair?.before && pair.after ? pair : null,
  };
}

/** The number of a line in one version; null when it is not in it. */
export function lineNumber(line: CodeLine, side: Side): number | null {
  if (side === "before") return "before" in line ? line.before : null;
  return "after" in line ? line.after : null;
}

/** The number of a row in one version of its file; null when nothing stands there. */
export function numberAt(row: CodeRow, side: Side): number | null {
  const line = row[side];
  return line ? lineNumber(line, side) : null;
}

/** The version that a comment on this row speaks of, unless the person points at the other one: the new one where there is one. */
export const sideOf = (row: CodeRow): Side => (row.after ? "after" : "before");
