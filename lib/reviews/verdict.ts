export type Verdict = "approved" | "rejected";

/** What a reviewer's answer says, or why it says nothing that counts. */
export type ReadVerdict =
  | { ok: true; verdict: Verdict; notes: string }
  | { ok: false; reason: string };

const VERDICT = /^VERDICT:\s*(APPROVED|REJECTED)$/i;
const NOTES = /^[\s*_`#>]*NOTES[*_`]*:[*_`]*(.*)$/i;

/**
 * Reads a reviewer's answer strictly (domain.md, "Dispatch, review, recovery"): exactly one line of its own that says
 * `VERDICT: APPROVED` or `VERDICT: REJECTED`, whatever its case and with markdown around the whole line at most. Notes are
 * what follows `NOTES:` to the end, else the rest of the text; a rejection without them is an error.
 */
export function readVerdict(answer: string): ReadVerdict {
  const lines = answer.split(/\r\n|\r|\n/);
  const found = lines.flatMap((line, index) => {
    const word = bare(line).match(VERDICT)?.[1];
    return word ? [{ index, verdict: word.toLowerCase() as Verdict }] : [];
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

/** A line without the asterisks and backticks around all of it. */
function bare(line: string): string {
  return line
    .trim()
    .replace(/^[*`]+/, "")
    .replace(/[*`]+$/, "")
    .trim();
}

function notesIn(lines: string[]): string {
  const start = lines.findIndex((line) => NOTES.test(line));
  if (start === -1) return lines.join("\n").trim();
  const first = lines[start]?.match(NOTES)?.[1] ?? "";
  return [first, ...lines.slice(start + 1)].join("\n").trim();
}
