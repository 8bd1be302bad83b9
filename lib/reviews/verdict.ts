import { storable } from "@/lib/core/fields";

export type Verdict = "approved" | "rejected";

/** The verdict in a reviewer's answer, or why the answer has none. */
export type ReadVerdict =
  | { ok: true; verdict: Verdict; notes: string }
  | { ok: false; reason: string };

/**
 * Reads a reviewer's answer strictly: exactly one line must say `VERDICT: APPROVED` or `VERDICT: REJECTED`, in any case,
 * with at most markdown around the whole line. The notes are the text after `NOTES:`, or else the rest of the answer,
 * without characters that cannot be stored. A rejection without notes is an error. Runs in linear time, so it compares by
 * index and uses no regular expressions for searching.
 */
export function readVerdict(answer: string): ReadVerdict {
  const lines = storable(answer).split(/\r\n|\r|\n/);
  const found = lines.flatMap((line, index) => {
    const verdict = verdictIn(line);
    return verdict ? [{ index, verdict }] : [];
  });
  const [first] = found;
  if (!first)
    return { ok: false, reason: "no line of its own says VERDICT: APPROVED or VERDICT: REJECTED" };
  if (found.length > 1) {
    const both = found.some((line) => line.verdict !== first.verdict);
    return {
      ok: false,
      reason: both ? "it says both APPROVED and REJECTED" : "it gives its verdict more than once",
    };
  }
  const notes = notesIn(lines.filter((_, index) => index !== first.index));
  if (first.verdict === "rejected" && notes === "") {
    return { ok: false, reason: "it rejects without saying why" };
  }
  return { ok: true, verdict: first.verdict, notes };
}

function verdictIn(line: string): Verdict | null {
  const bare = withoutEdges(line.trim(), isEmphasis).trim();
  if (!startsWithWord(bare, 0, "verdict:")) return null;
  const word = bare.slice("verdict:".length).trim().toLowerCase();
  return word === "approved" || word === "rejected" ? word : null;
}

/** The notes in the lines other than the verdict's. */
function notesIn(lines: string[]): string {
  const start = lines.findIndex((line) => notesAfter(line) !== null);
  if (start === -1) return lines.join("\n").trim();
  const first = notesAfter(lines[start] ?? "") ?? "";
  return [first, ...lines.slice(start + 1)].join("\n").trim();
}

/** The text after `NOTES:` at the beginning of a line, without markdown around the word; null for any other line. */
function notesAfter(line: string): string | null {
  const word = skip(line, 0, isLead);
  if (!startsWithWord(line, word, "notes")) return null;
  const colon = skip(line, word + "notes".length, isMark);
  if (line[colon] !== ":") return null;
  return line.slice(skip(line, colon + 1, isMark));
}

const isEmphasis = (character: string): boolean => "*`".includes(character);
const isMark = (character: string): boolean => "*_`".includes(character);
const isLead = (character: string): boolean =>
  "*_`#>".includes(character) || character.trim() === "";

function startsWithWord(text: string, at: number, word: string): boolean {
  return text.slice(at, at + word.length).toLowerCase() === word;
}

type IsSkipped = (character: string) => boolean;

/** The first index from `at` that is not skipped. */
function skip(text: string, at: number, isSkipped: IsSkipped): number {
  let end = at;
  while (end < text.length && isSkipped(text.charAt(end))) end++;
  return end;
}

function withoutEdges(text: string, isSkipped: IsSkipped): string {
  const start = skip(text, 0, isSkipped);
  let end = text.length;
  while (end > start && isSkipped(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
