import type { AnchorWire, FeedbackComment } from "./shapes";

/** Comments in words, for prompts and notes. Pure. */

const FIELDS = {
  resolution: "the resolution",
  description: "the description",
  acceptance_criteria: "the acceptance criteria",
} as const;

/** Where a comment is, such as `src/a.ts, lines 4 to 7` or `paragraph 2 of the resolution`. */
export function placeInWords(anchor: AnchorWire): string {
  if (anchor.kind === "text") return `paragraph ${anchor.paragraph + 1} of ${FIELDS[anchor.field]}`;
  const { path, side, start_line: start, end_line: end } = anchor;
  if (start === null) return path;
  const lines = end === null || end === start ? `line ${start}` : `lines ${start} to ${end}`;
  return `${path}, ${lines}${side === "old" ? " of the version before the change" : ""}`;
}

const SHOWN = 10;

/** What a verdict says that consists of comments alone, of which there are some. */
export function notesFrom(anchors: readonly AnchorWire[]): string {
  const shown = anchors.slice(0, SHOWN).map(placeInWords);
  const left = anchors.length - shown.length;
  if (left > 0) shown.push(`and ${left} more`);
  const count = anchors.length === 1 ? "One comment" : `${anchors.length} comments`;
  return `${count} on the work: ${shown.join("; ")}.`;
}

const STATES = { fixed: "fixed", wont_fix: "will not fix", question: "question" } as const;

/** A comment as one text: where it is, the lines that it speaks of, what it says and what was answered. */
export function commentInWords({ anchor, quote, body, answers }: FeedbackComment): string {
  const about = quote === null ? [] : [indented(quote)];
  const given = answers.map(({ by, state, text }) => `Answer of ${by} (${STATES[state]}): ${text}`);
  return [`On ${placeInWords(anchor)}:`, ...about, body, ...given].join("\n\n");
}

const indented = (quote: string): string =>
  quote
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
