import type { Choice, Chosen } from "../questions";
import { isObject, textOf } from "./answer";

/** The tool with which Claude Code asks its person one to four questions at once, and waits for the answers in its own input. */
export const QUESTIONS_TOOL = "AskUserQuestion";

/** One question as Claude Code puts it. `question` is what its answer is filed under. */
interface ProgramQuestion {
  question: string;
  header: string | null;
  isMultiple: boolean;
  options: { label: string; description: string | null; preview: string | null }[];
}

type Permission =
  | { behavior: "allow"; updatedInput: Record<string, unknown> }
  | { behavior: "deny"; message: string };

/** The answer to a call of the tool: people are asked all its questions at once, and each may be answered by somebody else. */
export async function askedOf(
  input: Record<string, unknown>,
  choose: (choice: Choice) => Promise<Chosen>,
): Promise<Permission> {
  const questions = questionsIn(input);
  const chosen = await Promise.all(questions.map((question) => choose(choiceOf(question))));
  return permissionFor(input, questions, chosen);
}

/** The questions of a call of the tool; none where it has none that can be put to a person. */
function questionsIn(input: Record<string, unknown>): ProgramQuestion[] {
  const all = Array.isArray(input.questions) ? input.questions.filter(isObject) : [];
  return all.flatMap((given) => {
    const question = textOf(given.question);
    const options = Array.isArray(given.options) ? given.options.filter(isObject) : [];
    const known = options.flatMap((option) => {
      const label = textOf(option.label);
      if (label === null) return [];
      return [{ label, description: textOf(option.description), preview: textOf(option.preview) }];
    });
    if (question === null || known.length === 0) return [];
    const isMultiple = given.multiSelect === true;
    return [{ question, header: textOf(given.header), isMultiple, options: known }];
  });
}

/** A question as a choice for a person: with its whole text, previews of options, and how to take several, as far as it has them. */
function choiceOf({ question, header, isMultiple, options }: ProgramQuestion): Choice {
  const isWhole = question.length <= LONGEST_TITLE && !question.includes("\n");
  const several = isMultiple
    ? [
        `Several may be chosen: answer with their numbers, such as \`1, ${options.length}\`, or take one and add the others' beside it.`,
        options.map(({ label }, at) => `${at + 1}. ${label}`).join("\n"),
      ]
    : [];
  const previews = options.flatMap(({ label, preview }) =>
    preview === null ? [] : [`**${label}**`, `${FENCE}\n${preview}\n${FENCE}`],
  );
  const parts = [isWhole ? null : question, ...several, ...previews];
  return {
    title: header === null ? question : `${header}: ${question}`,
    body: parts.filter((part) => part !== null).join("\n\n") || null,
    options: options.map(({ label, description }) => ({ label, description })),
  };
}

/** What fits a request's title beside a header. */
const LONGEST_TITLE = 150;
const FENCE = "````";

/**
 * What the tool is told: its own input with the answers by the text of their questions, as its `canUseTool` documents it: labels, several
 * joined by commas, or the person's own words, which stand beside a label as a note. It is denied where nobody answered anything.
 */
function permissionFor(
  input: Record<string, unknown>,
  questions: readonly ProgramQuestion[],
  chosen: readonly Chosen[],
): Permission {
  const [first] = chosen;
  if (first === undefined)
    return { behavior: "deny", message: "There was no question with options in it." };
  if (chosen.every(({ isDeclined }) => isDeclined)) {
    const notes = [...new Set(chosen.map(({ note }) => note))].join("\n");
    return { behavior: "deny", message: `${notes}\nGo on without an answer.` };
  }
  const answered = questions.map((each, at) => answerTo(each, chosen[at] as Chosen));
  const annotations = Object.fromEntries(
    answered.flatMap(({ notes }, at) =>
      notes === null ? [] : [[questions[at]?.question, { notes }]],
    ),
  );
  return {
    behavior: "allow",
    updatedInput: {
      ...input,
      answers: Object.fromEntries(answered.map(({ text }, at) => [questions[at]?.question, text])),
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
  };
}

function answerTo(
  { options, isMultiple }: ProgramQuestion,
  { at, text, isDeclined, note }: Chosen,
): { text: string; notes: string | null } {
  if (isDeclined) return { text: `(no answer: ${note})`, notes: null };
  const label = at === null ? null : (options[at]?.label ?? null);
  if (text === null) return { text: label ?? "", notes: null };
  const named = isMultiple ? namedIn(text, options) : null;
  if (named === null) return label === null ? { text, notes: null } : { text: label, notes: text };
  const taken = options.filter((_, index) => index === at || named.includes(index));
  return { text: taken.map((option) => option.label).join(", "), notes: null };
}

/** The options that a text lists, by number or label; null if it says anything else. A number that is a label is that label. */
function namedIn(text: string, options: ProgramQuestion["options"]): number[] | null {
  const labels = options.map(({ label }) => label.trim().toLowerCase());
  const found = (part: string): number => {
    const word = part.trim().toLowerCase();
    const at = labels.indexOf(word);
    return at >= 0 || !/^\d+$/.test(word) ? at : Number(word) - 1;
  };
  const whole = found(text);
  const parts =
    whole >= 0
      ? [whole]
      : text
          .split(/[,;\n]|\band\b/)
          .filter((part) => part.trim() !== "")
          .map(found);
  const isList = parts.length > 0 && parts.every((at) => at >= 0 && at < options.length);
  return isList ? parts : null;
}
