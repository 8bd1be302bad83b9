import type { DiffLine } from "@/components/diff/patch";

export type CodeLine = Extract<DiffLine, { kind: "same" | "added" | "removed" }>;

/** A removed line and the added line that took its place; one of them is null where nothing stands on that side. */
export interface LinePair {
  before: CodeLine | null;
  after: CodeLine | null;
}

/** Of this share of equal words, two lines count as one line that was changed. */
const ALIKE = 0.4;
/** Runs with more combinations than this are paired by their order, which is as good for text of that size. */
const MOST_COMBINATIONS = 2_500;

/**
 * Sets the removed lines of a run beside the added ones. Lines that resemble each other stand in one pair, in the order of both
 * versions; what has no counterpart fills the gaps side by side, so that a rewritten block takes no more room than its longer half.
 */
export function pairRun(removed: readonly CodeLine[], added: readonly CodeLine[]): LinePair[] {
  const pairs: LinePair[] = [];
  let [old, fresh] = [0, 0];
  const fillTo = (oldEnd: number, freshEnd: number) => {
    while (old < oldEnd || fresh < freshEnd) {
      const before = old < oldEnd ? (removed[old++] ?? null) : null;
      const after = fresh < freshEnd ? (added[fresh++] ?? null) : null;
      pairs.push({ before, after });
    }
  };
  for (const [oldAt, freshAt] of alike(removed, added)) {
    fillTo(oldAt, freshAt);
    pairs.push({ before: removed[old++] ?? null, after: added[fresh++] ?? null });
  }
  fillTo(removed.length, added.length);
  return pairs;
}

/** The places of the lines that resemble each other, in order: the choice whose likenesses have the largest sum. */
function alike(removed: readonly CodeLine[], added: readonly CodeLine[]): [number, number][] {
  const [rows, columns] = [removed.length, added.length];
  if (rows === 0 || columns === 0) return [];
  if (rows * columns > MOST_COMBINATIONS) {
    return Array.from({ length: Math.min(rows, columns) }, (_, at) => [at, at]);
  }
  const oldWords = removed.map(({ text }) => wordsOf(text));
  const newWords = added.map(({ text }) => wordsOf(text));
  // best[i][j]: the largest sum for the lines from i and from j on.
  const width = columns + 1;
  const best = new Float64Array((rows + 1) * width);
  const value = (row: number, column: number) => best[row * width + column] ?? 0;
  const scores = new Float64Array(rows * columns);
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const score = likeness(oldWords[row] ?? EMPTY, newWords[column] ?? EMPTY);
      scores[row * columns + column] = score;
      const paired = score >= ALIKE ? score + value(row + 1, column + 1) : 0;
      best[row * width + column] = Math.max(paired, value(row + 1, column), value(row, column + 1));
    }
  }
  const found: [number, number][] = [];
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    const score = scores[row * columns + column] ?? 0;
    if (score >= ALIKE && value(row, column) === score + value(row + 1, column + 1)) {
      found.push([row++, column++]);
    } else if (value(row, column) === value(row + 1, column)) row++;
    else column++;
  }
  return found;
}

interface Words {
  counts: ReadonlyMap<string, number>;
  length: number;
}
const EMPTY: Words = { counts: new Map(), length: 0 };

/** The words and signs of a line with how often each occurs; blanks do not count. */
function wordsOf(text: string): Words {
  const counts = new Map<string, number>();
  let length = 0;
  for (const [word] of text.slice(0, 400).matchAll(/[\p{L}\p{N}_]+|[^\p{L}\p{N}_\s]/gu)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    length += word.length;
  }
  return { counts, length };
}

/** The share of letters in words that both lines have: 1 for lines that differ in blanks alone. */
function likeness(before: Words, after: Words): number {
  const total = before.length + after.length;
  if (total === 0) return 1;
  let common = 0;
  for (const [word, count] of before.counts) {
    common += word.length * Math.min(count, after.counts.get(word) ?? 0);
  }
  return (2 * common) / total;
}
