import { diffArrays } from "diff";

/** Lines of the base that one side has otherwise: `from` up to, and without, `to`. */
interface Hunk {
  from: number;
  to: number;
  lines: readonly string[];
}

/** More lines than this written otherwise, and a text is taken as a whole: to compare would take longer than one waits. */
const MOST_EDITS = 4_000;

/**
 * Takes a change of a normalised text over to the text as somebody wrote it. Lines that the change leaves alone stay as they were
 * written; where the two meet, the change counts. Null when the two texts have too little in common.
 */
export function mergeLines(base: string, written: string, changed: string): string | null {
  const lines = base.split("\n");
  const ours = hunksOf(lines, written.split("\n"));
  const theirs = hunksOf(lines, changed.split("\n"));
  if (!ours || !theirs) return null;
  const merged: string[] = [];
  let at = 0;
  for (const { from, to, lines: taken } of joined(lines, ours, theirs)) {
    merged.push(...lines.slice(at, from), ...taken);
    at = to;
  }
  return [...merged, ...lines.slice(at)].join("\n");
}

/** Spaces count for little when lines are paired, so that a line that is only spaced otherwise stands for itself. */
const bare = (line: string): string => line.replace(/\s+/g, " ").trim();
const samePlace = {
  maxEditLength: MOST_EDITS,
  comparator: (a: string, b: string) => bare(a) === bare(b),
};

function hunksOf(base: string[], other: string[]): Hunk[] | null {
  const changes = diffArrays(base, other, samePlace);
  if (!changes) return null;
  const hunks: Hunk[] = [];
  let at = 0;
  let otherAt = 0;
  let open: { from: number; to: number; lines: string[] } | null = null;
  for (const { count, added, removed } of changes) {
    if (added || removed) {
      open ??= { from: at, to: at, lines: [] };
      if (added) {
        open.lines.push(...other.slice(otherAt, otherAt + count));
        otherAt += count;
      } else {
        at += count;
        open.to = at;
      }
      continue;
    }
    if (open) hunks.push(open);
    open = null;
    for (let step = 0; step < count; step++, at++, otherAt++) {
      const line = other[otherAt] ?? "";
      if (line !== base[at]) hunks.push({ from: at, to: at + 1, lines: [line] });
    }
  }
  if (open) hunks.push(open);
  return hunks;
}

/** The hunks of both sides in order. Those that overlap become one, which says what `theirs` says. */
function joined(base: readonly string[], ours: Hunk[], theirs: Hunk[]): Hunk[] {
  const found: Hunk[] = [];
  let left = ours;
  for (const hunk of theirs) {
    let { from, to } = hunk;
    found.push(...left.filter((own) => isBefore(own, from)));
    left = left.filter((own) => !isBefore(own, from));
    const met = left.filter((own) => own.from < to || (own.from === from && own.to === own.from));
    left = left.filter((own) => !met.includes(own));
    from = Math.min(from, ...met.map((own) => own.from));
    to = Math.max(to, ...met.map((own) => own.to));
    found.push({
      from,
      to,
      lines: [...base.slice(from, hunk.from), ...hunk.lines, ...base.slice(hunk.to, to)],
    });
  }
  return [...found, ...left];
}

const isBefore = (hunk: Hunk, line: number): boolean =>
  hunk.to < line || (hunk.to === line && hunk.from < line);
