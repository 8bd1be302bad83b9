/** A stretch of a text: as in the other one, or only here. */
export interface Stretch {
  text: string;
  isOwn: boolean;
}

/** Longer texts are compared by their beginnings and ends alone. */
const MOST_PAIRS = 4_000_000;

const wordsOf = (text: string): string[] =>
  text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];

/** What stands in `text` and not in `other`, word by word: the parts of `text` in order, joined they are all of it. */
export function ownWords(text: string, other: string): Stretch[] {
  const [words, others] = [wordsOf(text), wordsOf(other)];
  let start = 0;
  while (start < words.length && words[start] === others[start]) start += 1;
  let end = 0;
  while (
    end < Math.min(words.length, others.length) - start &&
    words[words.length - 1 - end] === others[others.length - 1 - end]
  )
    end += 1;
  const middle = words.slice(start, words.length - end);
  const shared = sharedIn(middle, others.slice(start, others.length - end));
  const isOwn = (at: number): boolean =>
    at >= start && at < words.length - end && !shared.has(at - start);
  const stretches: Stretch[] = [];
  for (const [at, word] of words.entries()) {
    const last = stretches.at(-1);
    // A space belongs to the words before it.
    const own = word.trim() === "" && last ? last.isOwn : isOwn(at);
    if (last && last.isOwn === own) last.text += word;
    else stretches.push({ text: word, isOwn: own });
  }
  return stretches;
}

/** The places of the words that both have, in the same order: the longest such sequence. */
function sharedIn(words: readonly string[], others: readonly string[]): Set<number> {
  const shared = new Set<number>();
  const width = others.length + 1;
  if (words.length === 0 || others.length === 0 || words.length * width > MOST_PAIRS) return shared;
  const lengths = new Uint16Array((words.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = words.length - 1; row >= 0; row--) {
    for (let column = others.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        words[row] === others[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  for (let row = 0, column = 0; row < words.length && column < others.length; ) {
    if (words[row] === others[column]) {
      shared.add(row);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return shared;
}
