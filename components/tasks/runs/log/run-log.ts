import type { RunChunksWire } from "@/lib/runs/shapes";
import { drawn, type Part, PLAIN, type Style } from "./ansi";

/** A line of what a run says. */
export interface LogLine {
  /** What it is: `text`, `log`, `tool`, `file`. */
  kind: string;
  /** As it is read, without escape sequences. */
  text: string;
  /** Its colours; null where all of it is plain. */
  parts: readonly Part[] | null;
  /** When it arrived, in Unix seconds. */
  at: number;
}

/** The line that is not at its end yet. */
interface OpenLine {
  kind: string;
  raw: string;
  at: number;
}

/**
 * What a run has said, line by line. A value: adding to it leaves it as it was. The lines are shared with the logs that follow from it, so
 * that adding costs what is added, however long the log is.
 */
export interface RunLog {
  /** The complete lines, and possibly some that only later logs have: `lineAt` and `lineCount` know how many. */
  lines: LogLine[];
  complete: number;
  open: OpenLine | null;
  style: Style;
  /** The last part that is in it. */
  seq: number;
  isOpen: boolean;
  /** Whether there are parts that were not read yet. */
  hasMore: boolean;
}

export const NO_LOG: RunLog = {
  lines: [],
  complete: 0,
  open: null,
  style: PLAIN,
  seq: 0,
  isOpen: true,
  hasMore: false,
};

/** A line that goes on and on is cut. */
const LONGEST_LINE = 32_000;

export const lineCount = ({ complete, open }: RunLog): number => complete + (open ? 1 : 0);

/** The line at this place, from 0. Undefined beyond the end. */
export function lineAt(log: RunLog, index: number): LogLine | undefined {
  if (index < log.complete) return log.lines[index];
  return index === log.complete && log.open ? lineOf(log.open, log.style).line : undefined;
}

/** The log with the parts that came after it. */
export function withChunks(
  log: RunLog,
  { chunks, is_open, next_after_seq, has_more }: RunChunksWire,
): RunLog {
  const fresh = chunks.filter(({ seq }) => seq > log.seq);
  const told = { seq: Math.max(log.seq, next_after_seq), isOpen: is_open, hasMore: has_more };
  if (fresh.length === 0) return { ...log, ...told };
  // Another log may have grown from the same one, if its reading was given up.
  const lines = log.lines.length > log.complete ? log.lines.slice(0, log.complete) : log.lines;
  let { open, style } = log;
  const end = (line: OpenLine): void => {
    const { line: whole, after } = lineOf(line, style);
    lines.push(whole);
    style = after;
  };
  for (const { kind, data, created_at: at } of fresh) {
    if (open && open.kind !== kind) {
      end(open);
      open = null;
    }
    // What one kind of output has coloured does not colour another.
    if (kind !== lines.at(-1)?.kind && open === null) style = PLAIN;
    for (let from = 0; from < data.length; ) {
      const lineEnd = data.indexOf("\n", from);
      const room: number = LONGEST_LINE - (open?.raw.length ?? 0);
      const to: number = Math.min(lineEnd === -1 ? data.length : lineEnd, from + room);
      const isEnd = to === lineEnd || to === from + room;
      const line: OpenLine = {
        kind,
        raw: (open?.raw ?? "") + data.slice(from, to),
        at: open?.at ?? at,
      };
      if (isEnd) end(line);
      open = isEnd ? null : line;
      from = to === lineEnd ? to + 1 : to;
    }
  }
  return { lines, complete: lines.length, open, style, ...told };
}

function lineOf({ kind, raw, at }: OpenLine, before: Style): { line: LogLine; after: Style } {
  const { text, parts, after } = drawn(afterReturns(raw), before);
  return { line: { kind, text, parts, at }, after };
}

/** What is left of a line that was written over from its beginning, such as a progress bar. */
function afterReturns(raw: string): string {
  if (!raw.includes("\r")) return raw;
  const line = raw.replace(/\r+$/, "");
  return line.slice(line.lastIndexOf("\r") + 1);
}

/** The last lines of what was said, at most so many, without the empty ones at the end. */
export function lastLinesOf(log: RunLog, most: number): string[] {
  let last = lineCount(log);
  while (last > 0 && lineAt(log, last - 1)?.text.trim() === "") last -= 1;
  const first = Math.max(0, last - most);
  return Array.from({ length: last - first }, (_, at) => lineAt(log, first + at)?.text ?? "");
}
