import { isGate } from "@/lib/auth/requests";
import { invalid } from "@/lib/core/errors";
import type { RequestKind } from "@/prisma/generated/enums";
import type { AskBody } from "./schema";

/** What may be asked and what counts as an answer. Pure. */

export interface Option {
  id: string;
  label: string;
  description: string | null;
}

/** What somebody answered: an option, words, or an option with a note. */
export interface Answer {
  option: string | null;
  text: string | null;
}

/** What is asked, with everything that was left out filled in. */
export interface Question {
  kind: RequestKind;
  title: string;
  body: string | null;
  options: Option[];
  proposed: string | null;
  tool: string | null;
  arguments: Record<string, unknown> | null;
  deadlineAt: Date | null;
  /** Null lets the run fail. */
  onDeadline: Answer | null;
  mayAnswer: string[];
}

const DENY = "deny";
const ALLOW_OR_DENY: readonly Option[] = [
  { id: "allow", label: "Allow", description: null },
  { id: DENY, label: "Deny", description: null },
];

/** Refuses options of a permission that say the one and mean the other: a button "Deny" that allows. */
function assertPlainWords(options: readonly Option[]): void {
  const wordOf = (text: string): string | undefined =>
    ALLOW_OR_DENY.find(({ id }) => id === text.trim().toLowerCase())?.id;
  for (const [at, { id, label }] of options.entries()) {
    if (wordOf(id) === wordOf(label)) continue;
    throw invalid(`options.${at}`, `must not have the id ${id} and the label ${label}`);
  }
}

const SHORTEST_MS = 10_000;
const LONGEST_MS = 30 * 24 * 60 * 60_000;

/**
 * Fills in what a body leaves out, and refuses what cannot be answered: a choice with nothing to choose from, a permission for no tool,
 * a proposal or a deadline's answer that is no option, a deadline that is past or more than thirty days away.
 */
export function questionOf(body: AskBody, now: Date): Question {
  const given = optionsOf(body.options ?? []);
  const kind =
    body.kind ??
    (body.tool !== undefined ? "permission" : given.length > 0 ? "choice" : "question");
  if (kind === "choice" && given.length === 0)
    throw invalid("options", "must have at least two options for a choice");
  if (kind === "permission" && body.tool === undefined)
    throw invalid("tool", "must name what the permission is for");
  if (kind !== "permission" && body.tool !== undefined)
    throw invalid("tool", 'belongs to a permission; send kind "permission" or leave it out');
  if (kind === "permission") assertPlainWords(given);
  const options = kind === "permission" && given.length === 0 ? [...ALLOW_OR_DENY] : given;
  if (body.proposed !== undefined) assertOption("proposed", body.proposed, options);
  const question = { kind, options };
  const { on_deadline: last } = body;
  const onDeadline =
    last === undefined || last === "fail" ? null : answerTo(question, last, "on_deadline.");
  if (isGate(kind) && onDeadline !== null && onDeadline.option !== DENY)
    throw invalid("on_deadline", `must be "fail" or the option ${DENY}: nobody's silence is leave`);
  return {
    ...question,
    title: body.title.trim(),
    body: body.body?.trim() || null,
    proposed: body.proposed ?? null,
    tool: body.tool ?? null,
    arguments: body.arguments ?? null,
    deadlineAt: deadlineOf(body, now),
    onDeadline,
    mayAnswer: [...new Set(body.may_answer ?? [])],
  };
}

/** Options as they are stored: a plain text is its own id and label. */
function optionsOf(given: NonNullable<AskBody["options"]>): Option[] {
  const options = given.map((option): Option => {
    if (typeof option === "string") return { id: option, label: option, description: null };
    const { id = option.label, label, description = null } = option;
    return { id, label, description };
  });
  const seen = new Set<string>();
  for (const [at, { id }] of options.entries()) {
    if (seen.has(id)) throw invalid(`options.${at}`, `has the same id as another: ${id}`);
    seen.add(id);
  }
  return options;
}

function deadlineOf(body: AskBody, now: Date): Date | null {
  const { deadline_at, deadline_seconds } = body;
  if (deadline_at === undefined && deadline_seconds === undefined) {
    if (body.on_deadline !== undefined)
      throw invalid("on_deadline", "needs a deadline: send deadline_at or deadline_seconds");
    return null;
  }
  if (deadline_at !== undefined && deadline_seconds !== undefined)
    throw invalid("deadline_seconds", "cannot be sent together with deadline_at");
  const [field, inMs] =
    deadline_at === undefined
      ? ["deadline_seconds", (deadline_seconds ?? 0) * 1_000]
      : ["deadline_at", deadline_at * 1_000 - now.getTime()];
  if (inMs < SHORTEST_MS || inMs > LONGEST_MS)
    throw invalid(field, "must be from 10 seconds to 30 days from now");
  return new Date(now.getTime() + inMs);
}

/** The answer that was given to a question; refuses one that names no option, or says nothing. */
export function answerTo(
  { kind, options }: Pick<Question, "kind" | "options">,
  given: { option?: string | undefined; text?: string | undefined },
  prefix = "",
): Answer {
  const text = given.text?.trim() || null;
  if (given.option !== undefined) {
    assertOption(`${prefix}option`, given.option, options);
    return { option: given.option, text };
  }
  if (kind === "permission")
    throw invalid(`${prefix}option`, `must be ${oneOf(options)}; text is a note beside it`);
  if (text === null) {
    const what =
      options.length === 0 ? "must not be empty" : `or option (${oneOf(options)}) is required`;
    throw invalid(`${prefix}text`, what);
  }
  return { option: null, text };
}

function assertOption(field: string, option: string, options: readonly Option[]): void {
  if (options.some(({ id }) => id === option)) return;
  const rule =
    options.length === 0
      ? "cannot be sent: this question has no options"
      : `must be ${oneOf(options)}`;
  throw invalid(field, rule);
}

function oneOf(options: readonly Option[]): string {
  const ids = options.map(({ id }) => id);
  return ids.length === 1 ? String(ids[0]) : `${ids.slice(0, -1).join(", ")} or ${ids.at(-1)}`;
}

/** What an agent is told: the words of the answer, with the option that was chosen. */
export function wordsOf({ option, text }: Answer, options: readonly Option[]): string {
  const label = options.find(({ id }) => id === option)?.label ?? option;
  if (label === null) return text ?? "";
  return text === null ? label : `${label}: ${text}`;
}
