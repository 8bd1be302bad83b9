import { lineAt, lineCount, type RunLog } from "./run-log";

/** How far back from its end a log is searched: what happened long before did not end it. */
const LAST_LINES = 20_000;
/** Shorter sentences stand everywhere. */
const SHORTEST_SENTENCE = 8;
const LONGEST_SENTENCE = 200;

const TROUBLE =
  /(?:^|[^\w-])(?:error|fatal|panic|exception|traceback|fail(?:ed|ure|ures)?|[✗✖×])(?:[^\w-]|$)|(?:Error|Exception)\b/i;
const NO_TROUBLE =
  /\b(?:0|no|without) (?:errors?|fail(?:ed|ures?|ing)?|exceptions?)\b|errors?: 0\b/i;

/**
 * Where the log of a run that failed is of most interest: the last line that says what the run's error says, else the last that speaks of
 * trouble, else the last line. Counted from 0; null for an empty log.
 */
export function failureLine(log: RunLog, error: string | null): number | null {
  const last = lineCount(log) - 1;
  if (last < 0) return null;
  const sentence = sentenceOf(error);
  let trouble: number | null = null;
  for (let at = last; at >= Math.max(0, last - LAST_LINES); at--) {
    const text = lineAt(log, at)?.text ?? "";
    if (sentence !== null && text.includes(sentence)) return at;
    if (trouble === null && TROUBLE.test(text) && !NO_TROUBLE.test(text)) trouble = at;
    if (trouble !== null && sentence === null) break;
  }
  return trouble ?? last;
}

/** The first line of an error that is long enough to be found by. */
function sentenceOf(error: string | null): string | null {
  const line = error
    ?.split("\n")
    .map((each) => each.trim())
    .find((each) => each.length >= SHORTEST_SENTENCE);
  return line?.slice(0, LONGEST_SENTENCE) ?? null;
}
