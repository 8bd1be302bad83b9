/** Answers to comments in the text of a hand-in, for programs that can only answer with text. Pure. */

export const ANSWER_STATES = ["fixed", "wont_fix", "question"] as const;
export type AnswerState = (typeof ANSWER_STATES)[number];

export interface AnswerLine {
  comment_id: number;
  state: AnswerState;
  text: string;
}

const LINE =
  /^[\s*#-]{0,20}COMMENT\s{1,3}#?(\d{1,9})\s?(FIXED|WONT_FIX|WON'T FIX|QUESTION)[*`]{0,4}\s?:[*`]{0,4}\s?(.+)$/i;
const STATES: Readonly<Record<string, AnswerState>> = {
  fixed: "fixed",
  wont_fix: "wont_fix",
  "won't fix": "wont_fix",
  question: "question",
};
const LONGEST = 10_000;
const MOST = 200;

/** The lines `COMMENT 7 FIXED: what was done` (or WONT_FIX, QUESTION) of a text: the last one for each comment. */
export function answerLinesIn(text: string): AnswerLine[] {
  if (!hasAnswerLines(text)) return [];
  const found = new Map<number, AnswerLine>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, id = "", word = "", said = ""] = LINE.exec(line.slice(0, LONGEST)) ?? [];
    if (said.trim() === "") continue;
    const comment_id = Number(id);
    const state = STATES[word.toLowerCase()];
    if (state === undefined) continue;
    found.set(comment_id, { comment_id, state, text: said.trim() });
  }
  return [...found.values()].slice(0, MOST);
}

/** Whether the text may have such lines. */
export const hasAnswerLines = (text: string): boolean => /\bCOMMENT\s{1,3}#?\d/i.test(text);
