import type { PatchFile, PatchLine } from "./patch";

/** Finds the lines of a comment in a diff, also after the code around them has changed. Pure. */

export type Side = "new" | "old";

/** The lines above and below those that a comment is about, as far as the diff has them. */
export interface Around {
  above: string[];
  below: string[];
}

export interface Quoted extends Around {
  lines: string[];
}

const AROUND = 3;
const LONGEST_LINE = 2_000;

interface Numbered {
  number: number;
  text: string;
}

const numberOn = (line: PatchLine, side: Side): number | null =>
  side === "new" ? line.after : line.before;

/** Many comments may be on one file. */
const sides = new WeakMap<PatchFile, Partial<Record<Side, readonly Numbered[]>>>();

/** The lines that the diff has of one side of the file. */
function linesOn(file: PatchFile, side: Side): readonly Numbered[] {
  const known = sides.get(file) ?? {};
  const lines =
    known[side] ??
    file.lines.flatMap((line) => {
      const number = numberOn(line, side);
      return number === null ? [] : [{ number, text: line.text.slice(0, LONGEST_LINE) }];
    });
  sides.set(file, { ...known, [side]: lines });
  return lines;
}

/** The lines with these numbers, and those around them; null if the diff does not have all of them. */
export function linesAt(file: PatchFile, side: Side, start: number, end: number): Quoted | null {
  const all = linesOn(file, side);
  const first = all.findIndex(({ number }) => number === start);
  const last = first + end - start;
  if (first === -1 || all[last]?.number !== end) return null;
  return { lines: all.slice(first, last + 1).map(({ text }) => text), ...around(all, first, last) };
}

/** Those above and below without a gap, the nearest ones. */
function around(all: readonly Numbered[], first: number, last: number): Around {
  const isNext = (at: number, to: number) =>
    Math.abs((all[at]?.number ?? Number.NaN) - (all[to]?.number ?? Number.NaN)) ===
    Math.abs(at - to);
  const above: string[] = [];
  const below: string[] = [];
  for (let at = first - 1; at >= first - AROUND && isNext(at, first); at--)
    above.unshift(all[at]?.text ?? "");
  for (let at = last + 1; at <= last + AROUND && isNext(at, last); at++)
    below.push(all[at]?.text ?? "");
  return { above, below };
}

/**
 * Where the quoted lines are in another diff of the file: of several places the one whose surroundings are most alike, and of those the
 * nearest. Null if they are gone. Lines without words, such as a bracket, count only with something of their surroundings.
 */
export function placeOf(
  file: PatchFile,
  side: Side,
  quoted: Quoted,
  near: number,
): { start: number } | null {
  const all = linesOn(file, side);
  const { lines } = quoted;
  const hasWords = lines.some((line) => /[\p{L}\p{N}]{2}/u.test(line));
  let best: { first: number; alike: number; away: number } | null = null;
  for (let first = 0; first + lines.length <= all.length; first++) {
    if (!isAt(all, first, lines)) continue;
    const found = around(all, first, first + lines.length - 1);
    const alike = sameEnd(found.above, quoted.above) + sameStart(found.below, quoted.below);
    if (alike === 0 && !hasWords) continue;
    const away = Math.abs((all[first]?.number ?? 0) - near);
    if (best === null || alike > best.alike || (alike === best.alike && away < best.away))
      best = { first, alike, away };
  }
  if (best === null) return null;
  return { start: all[best.first]?.number ?? 0 };
}

function isAt(all: readonly Numbered[], first: number, lines: readonly string[]): boolean {
  if (all[first]?.text !== lines[0]) return false;
  const start = all[first]?.number ?? 0;
  return lines.every((text, at) => {
    const line = all[first + at];
    return line?.text === text && line.number === start + at;
  });
}

function sameStart(one: readonly string[], other: readonly string[]): number {
  let same = 0;
  while (same < one.length && same < other.length && one[same] === other[same]) same++;
  return same;
}

const sameEnd = (one: readonly string[], other: readonly string[]): number =>
  sameStart(one.toReversed(), other.toReversed());
