import { type CodeRow, type LineRange, numberAt, type Row, type Side, sideOf } from "./rows";

export type Step = 1 | -1;

/** Whether the keys stop at this row: what a person reads or acts on. */
const isStop = ({ kind }: Row): boolean => kind !== "hunk" && kind !== "other";

/** Where a block of changed lines begins. A folded file counts as one, because it hides some. */
function beginsChange(rows: readonly Row[], at: number): boolean {
  const row = rows[at];
  if (row?.kind === "file") return row.isFolded;
  if (row?.kind === "without") return true;
  if (row?.kind !== "code" || !row.isChanged) return false;
  for (let above = at - 1; above >= 0; above--) {
    const other = rows[above];
    // Comments between changed lines do not divide a block.
    if (other?.kind === "talk") continue;
    return other?.kind !== "code" || !other.isChanged;
  }
  return true;
}

function find(
  rows: readonly Row[],
  from: number,
  step: Step,
  isWanted: (at: number) => boolean,
): number | null {
  for (let at = from + step; at >= 0 && at < rows.length; at += step) {
    if (isWanted(at)) return at;
  }
  return null;
}

/** The row that a key leads to from the row at `from` (-1: from the top); null when there is none further on. */
export const moves = {
  line: (rows: readonly Row[], from: number, step: Step) =>
    find(rows, from, step, (at) => {
      const row = rows[at];
      return row !== undefined && isStop(row);
    }),
  change: (rows: readonly Row[], from: number, step: Step) =>
    find(rows, from, step, (at) => beginsChange(rows, at)),
  file: (rows: readonly Row[], from: number, step: Step) =>
    find(rows, from, step, (at) => rows[at]?.kind === "file"),
  comment: (rows: readonly Row[], from: number, step: Step) =>
    find(rows, from, step, (at) => rows[at]?.kind === "talk"),
};

/** The first row of the next file that was not viewed, after the file with this index; else the first such file at all. */
export function nextUnviewed(
  rows: readonly Row[],
  file: number,
  isViewed: (file: number) => boolean,
): number | null {
  const open = (at: number) => {
    const row = rows[at];
    return row?.kind === "file" && row.file !== file && !isViewed(row.file);
  };
  const here = rows.findIndex((row) => row.kind === "file" && row.file === file);
  return find(rows, here, 1, open) ?? find(rows, -1, 1, open);
}

/** Lines that were chosen: where the choice began and where it is now. Both are in one version of one file. */
export interface Selection {
  file: number;
  side: Side;
  anchor: number;
  head: number;
}

export function selectionAt(row: CodeRow, side: Side = sideOf(row)): Selection | null {
  const number = numberAt(row, side);
  return number === null ? null : { file: row.file, side, anchor: number, head: number };
}

/** The choice drawn out to another row; as it was when that row has no line in its file and version. */
export function extended(selection: Selection, row: Row | undefined): Selection {
  if (row?.kind !== "code" || row.file !== selection.file) return selection;
  const head = numberAt(row, selection.side);
  return head === null ? selection : { ...selection, head };
}

/** The choice one line longer or shorter by key, over rows without a line in its version. */
export function extendedBy(rows: readonly Row[], selection: Selection, step: Step): Selection {
  const from = rows.findIndex(
    (row) =>
      row.kind === "code" &&
      row.file === selection.file &&
      numberAt(row, selection.side) === selection.head,
  );
  const to = find(rows, from, step, (at) => {
    const row = rows[at];
    return (
      row?.kind === "code" && row.file === selection.file && numberAt(row, selection.side) !== null
    );
  });
  return to === null || from === -1 ? selection : extended(selection, rows[to]);
}

export function rangeOf({ side, anchor, head }: Selection, path: string): LineRange {
  return { path, side, start: Math.min(anchor, head), end: Math.max(anchor, head) };
}

/** Whether a row is among the lines of a range in the file with this index. */
export function isWithin(
  row: CodeRow,
  file: number,
  { side, start, end }: Pick<LineRange, "side" | "start" | "end">,
): boolean {
  if (row.file !== file) return false;
  const number = numberAt(row, side);
  return number !== null && number >= start && number <= end;
}

/** The row where the same place is after the rows were made anew: its own key, else its line, else its file. */
export function rowAgain(before: Row | undefined, rows: readonly Row[]): number {
  if (!before) return -1;
  const same = rows.findIndex(({ key }) => key === before.key);
  if (same !== -1) return same;
  if (before.kind === "code") {
    const side = sideOf(before);
    const number = numberAt(before, side);
    const line = rows.findIndex(
      (row) => row.kind === "code" && row.file === before.file && numberAt(row, side) === number,
    );
    if (line !== -1) return line;
  }
  return rows.findIndex((row) => row.kind === "file" && row.file === before.file);
}
