import { lineAt, lineCount, type RunLog } from "./run-log";

/** One place where the words stand. */
export interface Match {
  line: number;
  from: number;
  to: number;
}

export interface Found {
  words: string;
  matches: readonly Match[];
  /** There are more than anybody looks through; the first of them are here. */
  isCut: boolean;
  /** How many lines were looked through for good: the one after them may still grow. */
  through: number;
}

const MOST_MATCHES = 10_000;

export const NOTHING_FOUND: Found = { words: "", matches: [], isCut: false, through: 0 };

/** Where the words stand in the log, whatever their case. Of a log that has grown since `before`, only what is new is looked through. */
export function findWords(log: RunLog, words: string, before: Found = NOTHING_FOUND): Found {
  if (words === "") return NOTHING_FOUND;
  const isSame = before.words === words && before.through <= log.complete;
  if (isSame && before.isCut) return before;
  const start = isSame ? before.through : 0;
  const matches = isSame ? before.matches.filter(({ line }) => line < start) : [];
  const pattern = new RegExp(words.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"), "gi");
  for (let line = start; line < lineCount(log); line++) {
    const text = lineAt(log, line)?.text ?? "";
    for (const { index, 0: found } of text.matchAll(pattern)) {
      if (matches.length === MOST_MATCHES) {
        return { words, matches, isCut: true, through: log.complete };
      }
      matches.push({ line, from: index, to: index + found.length });
    }
  }
  return { words, matches, isCut: false, through: log.complete };
}

/** The place in `matches` of the first one at or after a line, going round at the end. -1 where there are none. */
export function matchFrom(matches: readonly Match[], line: number): number {
  if (matches.length === 0) return -1;
  let [low, high] = [0, matches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((matches[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low % matches.length;
}
