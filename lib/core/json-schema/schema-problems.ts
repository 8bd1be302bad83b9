import { patternProblem } from "./patterns";

// JSON Schema, as far as results of work need it, interpreted: nothing is compiled to code, and every validation ends after a bounded number
// of steps, whatever the schema and the value are. A keyword that is not listed here is refused, so that no rule is passed over silently.

export type JsonSchema = Record<string, unknown>;

/** Where a schema or a value breaks which rule. */
export interface SchemaProblem {
  /** The place, such as `items[2].name`; empty for the whole. */
  path: string;
  /** The rule, as the end of a sentence: `must be text`. */
  rule: string;
}

const TYPES = ["string", "number", "integer", "boolean", "array", "object", "null"];
/** Say something to people, and nothing to validation. */
const ANNOTATIONS = [
  "$schema",
  "$id",
  "$comment",
  "title",
  "description",
  "default",
  "examples",
  "deprecated",
];
export const MAX_DEPTH = 32;
export const MAX_PROBLEMS = 20;

type Check = (value: unknown, path: string, schema: JsonSchema, root: JsonSchema) => string | null;
const wholeNumber: Check = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? null : "must be a whole number from 0";
const anyNumber: Check = (value) => (Number.isFinite(value) ? null : "must be a number");
export const isObject = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What each keyword that holds no other schema has to be. */
const KEYWORDS: Readonly<Record<string, Check>> = {
  type: (value) =>
    (
      Array.isArray(value)
        ? value.length > 0 && value.every((each) => TYPES.includes(each))
        : TYPES.includes(value as string)
    )
      ? null
      : `must be one of ${TYPES.join(", ")}, or a list of these`,
  enum: (value) => (Array.isArray(value) && value.length > 0 ? null : "must be a list of values"),
  const: () => null,
  required: (value) =>
    Array.isArray(value) && value.every((each) => typeof each === "string")
      ? null
      : "must be a list of names",
  minLength: wholeNumber,
  maxLength: wholeNumber,
  minItems: wholeNumber,
  maxItems: wholeNumber,
  minProperties: wholeNumber,
  maxProperties: wholeNumber,
  minimum: anyNumber,
  maximum: anyNumber,
  exclusiveMinimum: anyNumber,
  exclusiveMaximum: anyNumber,
  multipleOf: (value) =>
    Number.isFinite(value) && (value as number) > 0 ? null : "must be a number above 0",
  uniqueItems: (value) => (typeof value === "boolean" ? null : "must be true or false"),
  pattern: (value) =>
    typeof value === "string" ? patternProblem(value) : "must be a regular expression",
  $ref: (value, _path, _schema, root) =>
    typeof value === "string" && resolve(root, value) !== undefined
      ? null
      : "must be # or #/$defs/NAME of a schema that is there: others are not fetched",
};
const SINGLE = [
  "items",
  "additionalProperties",
  "not",
  "contains",
  "propertyNames",
  "if",
  "then",
  "else",
];
const LISTS = ["anyOf", "oneOf", "allOf", "prefixItems"];
const NAMED = ["properties", "$defs", "definitions"];
const KNOWN = [...Object.keys(KEYWORDS), ...SINGLE, ...LISTS, ...NAMED, ...ANNOTATIONS];

/** What is wrong with a schema; empty for one that values can be validated by. */
export function schemaProblems(schema: unknown): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const say = (path: string, rule: string) => {
    if (problems.length < MAX_PROBLEMS) problems.push({ path, rule });
  };
  const visit = (part: unknown, path: string, depth: number): void => {
    if (typeof part === "boolean") return;
    if (!isObject(part)) {
      say(path, "must be a schema: an object, true or false");
      return;
    }
    if (depth > MAX_DEPTH) {
      say(path, `must not be nested deeper than ${MAX_DEPTH} levels`);
      return;
    }
    for (const [keyword, value] of Object.entries(part)) {
      const at = path === "" ? keyword : `${path}.${keyword}`;
      const check = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
      const rule = check?.(value, at, part, schema as JsonSchema);
      if (rule) say(at, rule);
      if (check || ANNOTATIONS.includes(keyword)) continue;
      if (SINGLE.includes(keyword)) visit(value, at, depth + 1);
      else if (LISTS.includes(keyword)) {
        if (!Array.isArray(value) || value.length === 0) say(at, "must be a list of schemas");
        else for (const [index, each] of value.entries()) visit(each, `${at}[${index}]`, depth + 1);
      } else if (NAMED.includes(keyword)) {
        if (!isObject(value)) say(at, "must be an object of schemas");
        else
          for (const [name, each] of Object.entries(value)) visit(each, `${at}.${name}`, depth + 1);
      } else
        say(
          at,
          `is not a keyword that is supported here: use ${KNOWN.slice(0, 12).join(", ")}, … (docs/workflows.md)`,
        );
    }
  };
  visit(schema, "", 0);
  return problems;
}

/** The schema that a `$ref` names; undefined for one that is not there. */
export function resolve(root: JsonSchema, ref: string): unknown {
  if (ref === "#") return root;
  const parts = /^#\/(\$defs|definitions)\/([^/]+)$/.exec(ref);
  const group =
    parts && Object.hasOwn(root, parts[1] as string) ? root[parts[1] as string] : undefined;
  const name = decodeURIComponent((parts?.[2] ?? "").replaceAll("%", "%25"))
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
  return isObject(group) && Object.hasOwn(group, name) ? group[name] : undefined;
}
