import { diffArrays } from "diff";

/** A stretch of a line; `changed` when the other version does not have it. */
export interface Stretch {
  text: string;
  changed: boolean;
}

export interface WordDifference {
  before: Stretch[];
  after: Stretch[];
}

/** Longer lines are data rather than code, and comparing them would hold up scrolling. */
const LONGEST = 1_000;
const MOST_EDITS = 120;
/** When more of a line than this is new, marking words says less than the colour of the line. */
const MOSTLY_NEW = 0.7;

/**
 * The words in which two versions of a line differ. Null when there is nothing to point at: the lines are the same, too long, or
 * have so little in common that they are rather two lines than one that was changed.
 */
export function wordDifference(before: string, after: string): WordDifference | null {
  if (before === after || before.length > LONGEST || after.length > LONGEST) return null;
  const parts = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: MOST_EDITS });
  if (!parts) return null;
  const found: WordDifference = { before: [], after: [] };
  for (const { value, added, removed } of parts) {
    const text = value.join("");
    const changed = added || removed;
    if (!added) found.before.push({ text, changed });
    if (!removed) found.after.push({ text, changed });
  }
  found.before = joined(found.before);
  found.after = joined(found.after);
  return isMostlyNew(found.before) && isMostlyNew(found.after) ? null : found;
}

const wordsOf = (text: string): string[] =>
  text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];

/** Joins neighbours of a kind, and two changed stretches with only blanks between them: one mark is easier to read than crumbs. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  for (const [at, { text, changed }] of stretches.entries()) {
    const isGap =
      !changed && text.trim() === "" && out.at(-1)?.changed && stretches[at + 1]?.changed;
    const isMarked = changed || Boolean(isGap);
    const last = out.at(-1);
    if (last && last.changed === isMarked) last.text += text;
    else out.push({ text, changed: isMarked });
  }
  return out;
}

function isMostlyNew(stretches: readonly Stretch[]): boolean {
  let [changed, all] = [0, 0];
  for (const stretch of stretches) {
    const letters = stretch.text.trim().length;
    all += letters;
    if (stretch.changed) changed += letters;
  }
  return all > 0 && changed / all > MOSTLY_NEW;
}
