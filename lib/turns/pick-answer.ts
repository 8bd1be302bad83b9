/** What a judge said: which of the answers it picks, counted from 1, and why. */
export type Pick = { ok: true; answer: number; reason: string } | { ok: false; problem: string };

const LONGEST_REASON = 2_000;

/**
 * Reads a judge's answer strictly: exactly one line must say `PICK: 2`, with at most markdown around it, and a line after it
 * `REASON: …`. Anything else picks nothing: no number or several, one that names no answer, or no reason. Pure.
 */
export function readPick(text: string, answers: number): Pick {
  const lines = text.replaceAll("\0", "").split(/\r\n|\r|\n/);
  const picks = lines.flatMap((line, at) => {
    const said = after(line, "pick:");
    return said === null ? [] : [{ at, said }];
  });
  const [pick] = picks;
  if (!pick) return { ok: false, problem: "no line of its own says PICK: NUMBER" };
  if (picks.length > 1) return { ok: false, problem: "it picks more than once" };
  const answer = /^\d{1,3}$/.test(pick.said) ? Number(pick.said) : 0;
  if (answer < 1 || answer > answers) {
    const said = pick.said.slice(0, 50);
    return { ok: false, problem: `it picks “${said}”, and there are answers 1 to ${answers}` };
  }
  const rest = lines.slice(pick.at + 1);
  const start = rest.findIndex((line) => after(line, "reason:") !== null);
  const reason = [after(rest[start] ?? "", "reason:") ?? "", ...rest.slice(start + 1)]
    .join("\n")
    .trim();
  if (start === -1 || reason === "")
    return { ok: false, problem: "no reason follows after REASON:" };
  return { ok: true, answer, reason: reason.slice(0, LONGEST_REASON).toWellFormed() };
}

const EMPHASIS = ["*", "_", "`"];

/** What a line says after a word at its beginning, without markdown around either; null for any other line. */
function after(line: string, word: string): string | null {
  const bare = EMPHASIS.reduce((text, mark) => text.replaceAll(mark, ""), line).trim();
  return bare.toLowerCase().startsWith(word) ? bare.slice(word.length).trim() : null;
}
