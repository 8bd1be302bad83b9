/** The longest text that is matched by a pattern. */
export const MAX_PATTERN_TEXT = 1_000;
/** How often matching may go back at worst, which is some ten milliseconds. */
const MAX_WAYS = 10_000_000;

/**
 * Why a regular expression is refused as a pattern of a JSON Schema; null if it is fine. Besides syntax, what counts is how many ways
 * there are to match a text of `MAX_PATTERN_TEXT` characters: regular expressions go back through all of them, so those of one that repeats
 * groups, looks around or refers back have no bound.
 */
export function patternProblem(pattern: string): string | null {
  if (pattern.length > 500) return "must have at most 500 characters";
  try {
    new RegExp(pattern, "u");
  } catch {
    return "must be a regular expression";
  }
  // Classes and escapes match one character each, whatever stands in them.
  const plain = pattern
    .replaceAll(/\\(?:[pPuU]\{[^}]*\}|.)/gsu, (escaped) =>
      /^\\[1-9k]/.test(escaped) ? "\u0001" : "a",
    )
    .replaceAll(/\[[^\]]*\]/gu, "a");
  if (plain.includes("\u0001")) return "must not refer back to a group";
  if (/\(\?(?!:|<[a-z])/i.test(plain)) return "must not look ahead or behind";
  if (/\)(?:[*+]|\{)/.test(plain))
    return "must not repeat a group: write ^[a-z-]+$ in place of ^([a-z]+-?)+$";
  const { chosen, atTop } = alternativesOf(plain);
  let ways = plain.startsWith("^") && atTop === 1 ? chosen : chosen * MAX_PATTERN_TEXT;
  for (const [quantifier] of plain.matchAll(/\*|\+|\?(?![:<])|\{\d+(?:,\d*)?\}/g))
    ways *= waysOf(quantifier);
  if (
    [...plain.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].some(
      ([, least, most]) => Math.max(Number(least), Number(most || 0)) > 1_000,
    )
  ) {
    return "must repeat a character at most 1000 times";
  }
  return ways > MAX_WAYS
    ? "must match in fewer ways: begin it with ^ and use at most two of * and +"
    : null;
}

function waysOf(quantifier: string): number {
  if (quantifier === "?") return 2;
  const range = /^\{(\d+)(,(\d*))?\}$/.exec(quantifier);
  if (!range) return MAX_PATTERN_TEXT;
  const most =
    range[2] === undefined ? Number(range[1]) : range[3] ? Number(range[3]) : MAX_PATTERN_TEXT;
  return Math.max(1, Math.min(MAX_PATTERN_TEXT, most) - Number(range[1]) + 1);
}

/** In how many ways the alternatives of all groups can be chosen, and how many there are outside of groups. */
function alternativesOf(plain: string): { chosen: number; atTop: number } {
  let chosen = 1;
  const open = [1];
  for (const character of plain) {
    if (character === "(") open.push(1);
    else if (character === "|") open.push((open.pop() ?? 1) + 1);
    else if (character === ")") chosen *= open.pop() ?? 1;
  }
  const atTop = open[0] ?? 1;
  return { chosen: chosen * atTop, atTop };
}
