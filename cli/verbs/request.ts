import type { Operation } from "@/client/operation";
import { usage } from "../failure";
import { fieldValue, jsonOf, textOf } from "./input";
import type { FieldOption } from "./options";
import type { Row, Verb } from "./verb";

export interface Given {
  /** The plain words, in order; those left out are undefined. */
  words: readonly (string | string[] | undefined)[];
  /** The options by their attribute. */
  options: Readonly<Row>;
}

export interface VerbRequest {
  path: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
}

/** The request that a command line stands for. Says what is missing, and how to give it. */
export function requestOf(
  verb: Verb,
  operation: Operation,
  fields: readonly FieldOption[],
  given: Given,
): VerbRequest {
  const path: Record<string, string> = {};
  const query: Record<string, string> = {};
  const changes: Row = { ...verb.fixed };
  const put = (name: string, value: unknown) => {
    if (name in operation.query)
      query[name] = Array.isArray(value) ? value.join(",") : String(value);
    else changes[name] = value;
  };

  for (const { name, field, flag, attribute } of fields) {
    const value = given.options[attribute];
    if (value !== undefined) put(name, fieldValue(field, value, flag));
  }
  verb.words?.forEach((word, at) => {
    const inPath = operation.path.includes(`{${word.field}}`);
    const option = inPath ? given.options.id : undefined;
    const written = given.words[at] ?? (typeof option === "string" ? option : undefined);
    const text = Array.isArray(written) ? written.join(" ") : written;
    if (text === undefined || text === "") {
      if (inPath) throw missing(word.as, "--id", verb);
      return;
    }
    if (inPath) path[word.field] = text;
    else {
      const field = operation.body?.[word.field] ?? operation.query[word.field];
      put(word.field, field ? fieldValue(field, text, word.as) : textOf(text, word.as));
    }
  });
  if (verb.fixed) for (const [name, value] of Object.entries(verb.fixed)) put(name, value);

  const body = bodyOf(operation, given.options.body, changes);
  assertWhole(verb, operation, fields, query, body);
  return { path, query, body };
}

/** `--body` with what the other options change of it. */
function bodyOf(operation: Operation, given: unknown, changes: Row): unknown {
  if (operation.body === null) return undefined;
  const sent = typeof given === "string" ? jsonOf(given, "--body") : undefined;
  const own = Object.fromEntries(
    Object.entries(changes).filter(([name]) => !(name in operation.query)),
  );
  if (sent === undefined) return own;
  if (typeof sent !== "object" || sent === null || Array.isArray(sent)) {
    if (Object.keys(own).length === 0) return sent;
    throw usage(
      "--body must be an object where other options change it",
      "put everything into --body",
    );
  }
  return { ...sent, ...own };
}

function assertWhole(
  verb: Verb,
  operation: Operation,
  fields: readonly FieldOption[],
  query: Row,
  body: unknown,
): void {
  const there = { ...query, ...(typeof body === "object" ? body : {}) };
  for (const [name, field] of Object.entries({ ...operation.query, ...operation.body })) {
    if (!field.required || name in there || Array.isArray(body)) continue;
    const word = verb.words?.find((each) => each.field === name);
    const option = fields.find((each) => each.name === name);
    throw missing(word?.as ?? name, option?.flag ?? "--body", verb);
  }
}

function missing(what: string, flag: string, { name }: Verb) {
  return usage(
    `${name} needs ${what}`,
    `give it as a word or with ${flag}; --help lists what it takes`,
  );
}
