import { LineHeights } from "./line-heights";
import { type LogLine, lineAt, lineCount, type RunLog } from "./run-log";
import { toolCall } from "./tool-call";

/** The height of a row of text in px. */
export const ROW_PX = 20;
/** Of a longer line only the beginning is shown until it is unfolded. */
export const SHOWN_CHARACTERS = 4_000;

/** Which kinds of lines are shown: all, what the agent says and does, or what programs print. */
export const VIEWS = ["all", "agent", "output"] as const;
export type LogViewKind = (typeof VIEWS)[number];

const isOfAgent = (kind: string): boolean => kind === "text" || kind === "tool" || kind === "file";

export const isShown = (kind: string, view: LogViewKind): boolean =>
  view === "all" || (view === "agent") === isOfAgent(kind);

export interface LayoutOptions {
  /** How many characters fit into a row. */
  columns: number;
  view: LogViewKind;
  /** The lines that are shown whole: calls with their arguments, long lines to their end. */
  unfolded: ReadonlySet<number>;
}

/** Where every line of a log stands: by an estimate until it was measured. */
export class LogLayout {
  #heights = new LineHeights();
  #options: LayoutOptions | null = null;
  #lines: RunLog["lines"] | null = null;
  /** How long the last line was: what was measured holds until it grows. */
  #lastLength = 0;

  get heights(): LineHeights {
    return this.#heights;
  }

  /** Follows the log and the options. Adding lines costs what is added; other options measure everything anew. */
  follow(log: RunLog, options: LayoutOptions): void {
    const before = this.#options;
    const isSame =
      before?.columns === options.columns &&
      before.view === options.view &&
      // A log that was read anew has other lines.
      (this.#lines === log.lines || isBeginning(this.#lines, log)) &&
      this.#heights.length <= lineCount(log);
    if (!isSame) this.#heights = new LineHeights();
    else if (before.unfolded !== options.unfolded) this.#refold(log, before.unfolded, options);
    const last = this.#heights.length - 1;
    const open = isSame && last >= 0 ? lineAt(log, last) : undefined;
    if (open && open.text.length !== this.#lastLength)
      this.#heights.set(last, estimated(open, last, options));
    for (let at = this.#heights.length; at < lineCount(log); at++) {
      const line = lineAt(log, at);
      this.#heights.add(line ? estimated(line, at, options) : 0);
    }
    this.#options = options;
    this.#lines = log.lines;
    this.#lastLength = lineAt(log, lineCount(log) - 1)?.text.length ?? 0;
  }

  #refold(log: RunLog, before: ReadonlySet<number>, options: LayoutOptions): void {
    const { unfolded } = options;
    for (const index of new Set([...before, ...unfolded])) {
      const line = lineAt(log, index);
      if (line && before.has(index) !== unfolded.has(index))
        this.#heights.set(index, estimated(line, index, options));
    }
  }

  /** The lines between two heights, those without any left out. */
  between(top: number, bottom: number): number[] {
    const lines: number[] = [];
    if (this.#heights.length === 0) return lines;
    const first = this.#heights.indexAt(Math.max(0, top));
    let y = this.#heights.topOf(first);
    for (let at = first; at < this.#heights.length && y < bottom; at++) {
      const height = this.#heights.heightOf(at);
      if (height > 0) lines.push(at);
      y += height;
    }
    return lines;
  }

  /** The next line that is shown, from `index` by `step`; `index` itself at the end. */
  next(index: number, step: 1 | -1): number {
    for (let at = index + step; at >= 0 && at < this.#heights.length; at += step)
      if (this.#heights.heightOf(at) > 0) return at;
    return index;
  }
}

/** Whether a log only has its lines in another array, because another one grew from the same. */
function isBeginning(lines: RunLog["lines"] | null, log: RunLog): boolean {
  return lines !== null && lines[0] !== undefined && lines[0] === log.lines[0];
}

function estimated(line: LogLine, index: number, options: LayoutOptions): number {
  const { columns, view, unfolded } = options;
  if (!isShown(line.kind, view)) return 0;
  const isWhole = unfolded.has(index);
  if (line.kind === "tool") {
    const details = isWhole ? toolCall(line.text).details : null;
    const rows = details?.split("\n").reduce((sum, row) => sum + rowsOf(row, columns), 0) ?? 0;
    return (1 + rows) * ROW_PX;
  }
  const length = isWhole ? line.text.length : Math.min(line.text.length, SHOWN_CHARACTERS);
  const more = length < line.text.length ? 1 : 0;
  return (Math.max(1, Math.ceil(length / columns)) + more) * ROW_PX;
}

const rowsOf = (row: string, columns: number): number =>
  Math.max(1, Math.ceil(row.length / columns));
