import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Answer, Input } from "@/client/client";
import type { Redact } from "./redact";

/** What programs ask, as requests to people: cleared of secrets, and no longer than Baton takes. The same call gives the same question. */

export type Request = Answer<"runs.ask">["request"];
export type Question = NonNullable<Input<"runs.ask">["body"]>;

/** Something that a program may not do without leave. */
export interface ToolCall {
  /** What somebody allows who says "always": a tool, or a rule such as `Bash(npm test:*)`. */
  tool: string;
  /** What it would do, in one line. */
  title: string;
  body: string | null;
  arguments: Record<string, unknown>;
}

/** Something that a program lets a person choose. */
export interface Choice {
  title: string;
  body: string | null;
  /** Their ids are numbers from 1, and `DECLINE` to leave it unanswered. */
  options: { label: string; description: string | null }[];
}

/** What came of a choice. */
export interface Chosen {
  /** Which of the options, from 0; null for words, and for none. */
  at: number | null;
  /** The words of the person, alone or beside the option. */
  text: string | null;
  /** Nobody chose: it was declined, withdrawn, or could not be asked. */
  isDeclined: boolean;
  /** What happened, in words for the program. */
  note: string;
}

export interface Verdict {
  isAllowed: boolean;
  /** Why, in words for the program. */
  note: string;
}

const LONGEST_TITLE = 190;
const LONGEST_TOOL = 190;
const LONGEST_BODY = 8_000;
const LONGEST_LABEL = 100;
const LONGEST_DESCRIPTION = 1_000;
const LONGEST_ARGUMENT = 4_000;
const LONGEST_ARGUMENTS = 40_000;

export function permissionQuestion(
  { tool, title, body, arguments: args }: ToolCall,
  redact: Redact,
): Question {
  return {
    kind: "permission",
    tool: toolName(tool, redact),
    title: cut(line(redact(title)), LONGEST_TITLE),
    ...(body ? { body: cut(redact(body), LONGEST_BODY) } : {}),
    arguments: shownArguments(args, redact),
  };
}

export function choiceQuestion({ title, body, options }: Choice, redact: Redact): Question {
  const shown = options.map(({ label, description }, at) =>
    optionOf(String(at + 1), redact(label), description === null ? null : redact(description)),
  );
  return {
    kind: "choice",
    title: cut(line(redact(title)), LONGEST_TITLE),
    ...(body ? { body: cut(redact(body).trim(), LONGEST_BODY) } : {}),
    options: [...shown, optionOf(DECLINE, "Decline to answer", null)],
  };
}

/** The id of the option that leaves a choice unanswered. */
export const DECLINE = "decline";

/** An option as Baton takes it: what its label has no room for begins the description. */
function optionOf(id: string, label: string, description: string | null) {
  const plain = line(label.replace(UNSHOWN, " "));
  const whole = plain.length > LONGEST_LABEL ? plain : null;
  const more = [whole, description?.trim()].filter(Boolean).join("\n");
  return {
    ...{ id, label: cut(plain, LONGEST_LABEL) },
    ...(more === "" ? {} : { description: cut(more, LONGEST_DESCRIPTION) }),
  };
}

/** Whether a request that was made before is the question that is put now. */
export function isSame(
  request: Request,
  { kind, title, body, tool, arguments: args, options }: Question,
) {
  if (kind === "permission")
    return request.tool === tool && isDeepStrictEqual(request.arguments, args);
  const told = request.options.map(({ id, label, description }) =>
    description === null ? { id, label } : { id, label, description },
  );
  return (
    request.kind === kind &&
    request.title === title &&
    request.body === (body ?? null) &&
    isDeepStrictEqual(told, options)
  );
}

/** Characters that change how the text around them is shown, which no label may have. */
const UNSHOWN = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

const line = (text: string): string => text.replace(/\s+/g, " ").trim() || "something";
const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;
const digest = (text: string): string =>
  createHash("sha256").update(text).digest("hex").slice(0, 16);

/** Two that differ have names that differ: who allows one for ever has not allowed the other. */
function toolName(tool: string, redact: Redact): string {
  const shown = line(redact(tool));
  if (shown === tool && tool.length <= LONGEST_TOOL) return tool;
  return `${cut(shown, LONGEST_TOOL - 20)} #${digest(tool)}`;
}

/** With long texts cut; only the beginning of all where there is too much of it. A digest of what was cut tells two apart. */
function shownArguments(args: Record<string, unknown>, redact: Redact): Record<string, unknown> {
  const shorter = (text: string): string =>
    text.length <= LONGEST_ARGUMENT
      ? text
      : `${cut(text, LONGEST_ARGUMENT)} (${text.length} characters, sha256 ${digest(text)})`;
  const shown = JSON.stringify(args, (_, value: unknown) =>
    typeof value === "string" ? shorter(redact(value).replaceAll("\0", "")) : value,
  );
  if (shown.length > LONGEST_ARGUMENTS) return { beginning: shorter(shown) };
  return JSON.parse(shown) as Record<string, unknown>;
}
