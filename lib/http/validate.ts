import type { z } from "zod";
import { DomainError, type FieldProblem, invalid } from "@/lib/core/errors";
import { isShallow, NESTING_RULE } from "@/lib/core/json";
import { logger } from "@/lib/core/logger";

const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** Reads the body as JSON. An empty body is `{}`: every field may be optional. */
export async function readJson(request: Request): Promise<unknown> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > MAX_BODY_BYTES) throw tooLarge();
  const text = await readText(request);
  if (text.length > MAX_BODY_BYTES) throw tooLarge();
  if (text.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DomainError("invalid", "Invalid request body: it is not valid JSON", {
      fix: "send a JSON object and the header content-type: application/json",
      problems: [{ field: "body", rule: "must be valid JSON" }],
    });
  }
  if (!isShallow(value)) throw invalid("body", NESTING_RULE);
  return value;
}

/** Reads the body as text. A body that breaks off is the caller's fault; nobody is left to read the refusal. */
export async function readText(request: Request): Promise<string> {
  try {
    return await request.text();
  } catch (error) {
    logger.debug({ err: (error as Error).message }, "a request's body broke off");
    throw new DomainError("invalid", "The request's body broke off", {
      problems: [{ field: "body", rule: "must be complete" }],
    });
  }
}

/** Reads the body as a file of at most so many bytes, and stops reading beyond them. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const read = await reader?.read().catch((error: unknown) => {
      logger.debug({ err: (error as Error).message }, "a request's body broke off");
      throw invalid("body", "must be complete");
    });
    if (!read || read.done) break;
    length += read.value.length;
    if (length > limit) {
      await reader?.cancel();
      throw tooLarge(limit);
    }
    chunks.push(read.value);
  }
  return Buffer.concat(chunks);
}

function tooLarge(limit = MAX_BODY_BYTES): DomainError {
  return new DomainError("payload_too_large", `The request body is larger than ${limit} bytes`, {
    fix: "send less at once",
  });
}

/** Parses by schema, or refuses with every invalid field and the rule it breaks. */
export function parse<T extends z.ZodType>(schema: T, input: unknown, where: string): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap(ofLikeliest);
  const problems = issues.flatMap((issue) => toProblems(issue, where, input));
  const detail = problems.map((problem) => `${problem.field}: ${problem.rule}`).join("; ");
  throw new DomainError("invalid", `Validation failed: ${detail}`, { problems });
}

/** What is wrong with an input that may be one of several things: with the one that it is most likely meant to be. */
function ofLikeliest(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union" || issue.path.length > 0) return [issue];
  const isForeign = ({ code }: z.core.$ZodIssue) => code === "unrecognized_keys";
  const strangeness = (issues: z.core.$ZodIssue[]) =>
    issues.filter(isForeign).length * 100 + issues.length;
  const [likeliest] = issue.errors.toSorted((a, b) => strangeness(a) - strangeness(b));
  return likeliest && likeliest.length > 0 ? likeliest : [issue];
}

function toProblems(issue: z.core.$ZodIssue, where: string, input: unknown): FieldProblem[] {
  const path = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      field: path ? `${path}.${key}` : key,
      rule: `is not a known field of the ${where}`,
    }));
  }
  return [{ field: path || where, rule: ruleOf(issue, valueAt(input, issue.path)) }];
}

function valueAt(input: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    input,
  );
}

/** The rule that a value breaks, in words that complete "the field …". */
export function ruleOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === "invalid_type" && value === undefined) return "is required";
  if (issue.code === "invalid_value")
    return `must be one of ${issue.values.map(String).join(", ")}`;
  return isInItsOwnWords(issue) ? issue.message : plainRule(issue);
}

/** Whether a schema says the rule itself, and not the library for it. */
const isInItsOwnWords = ({ message }: z.core.$ZodIssue): boolean =>
  !/^(?:Invalid|Too (?:small|big):)/.test(message);

function plainRule(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${WORDS[issue.expected] ?? issue.expected}`;
    case "too_small":
      return `must ${amount(issue.origin, "at least", Number(issue.minimum))}`;
    case "too_big":
      return `must ${amount(issue.origin, "at most", Number(issue.maximum))}`;
    case "invalid_union": {
      const rules = issue.errors.flatMap(([first]) => (first ? ruleOf(first, null) : []));
      return rules.length === 0 ? "is none of what it may be" : [...new Set(rules)].join(", or ");
    }
    default:
      return issue.message;
  }
}

function amount(origin: string, bound: string, figure: number): string {
  if (origin === "string") return `have ${bound} ${figure} characters`;
  if (origin === "array" || origin === "set") return `have ${bound} ${figure} entries`;
  return `be ${bound} ${figure}`;
}

/** What the library calls a type, for readers. */
const WORDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

/** A query string as an object: repeated parameters become arrays. */
export function queryObject(url: URL): Record<string, string | string[]> {
  const names = [...new Set(url.searchParams.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = url.searchParams.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? "")];
    }),
  );
}
