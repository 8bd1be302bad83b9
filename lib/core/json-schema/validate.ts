import { isShallow, NESTING_RULE } from "@/lib/core/json";
import { MAX_PATTERN_TEXT } from "./patterns";
import {
  isObject,
  type JsonSchema,
  MAX_DEPTH,
  MAX_PROBLEMS,
  resolve,
  type SchemaProblem,
} from "./schema-problems";

const MAX_STEPS = 200_000;

class TooMuch extends Error {}

/** Where a value breaks a schema without problems: at most 20 places, empty for a valid one. */
export function validate(schema: JsonSchema, value: unknown): SchemaProblem[] {
  if (!isShallow(value)) return [{ path: "", rule: NESTING_RULE }];
  try {
    const problems: SchemaProblem[] = [];
    new Validation(schema).check(schema, value, "", problems, 0);
    return problems;
  } catch (error) {
    if (error instanceof TooMuch)
      return [{ path: "", rule: "is too large to be checked by its schema" }];
    throw error;
  }
}

class Validation {
  private steps = 0;
  private readonly root: JsonSchema;

  constructor(root: JsonSchema) {
    this.root = root;
  }

  private step(count = 1): void {
    this.steps += count;
    if (this.steps > MAX_STEPS) throw new TooMuch();
  }

  check(schema: unknown, value: unknown, path: string, out: SchemaProblem[], depth: number): void {
    // Counting the characters of a text takes longer than any other rule.
    this.step(1 + (typeof value === "string" ? value.length >> 8 : 0));
    if (schema === true || schema === undefined) return;
    if (depth > 4 * MAX_DEPTH) throw new TooMuch();
    const say = (rule: string, at = path) => {
      if (out.length < MAX_PROBLEMS) out.push({ path: at, rule });
    };
    if (!isObject(schema)) {
      say("must not be there");
      return;
    }
    if (typeof schema.$ref === "string") {
      this.check(resolve(this.root, schema.$ref), value, path, out, depth + 1);
    }
    if (schema.type !== undefined && !isOfType(value, schema.type)) {
      say(typeRule(schema.type));
      return;
    }
    if (Array.isArray(schema.enum) && !schema.enum.some((each) => this.same(each, value))) {
      say(
        `must be one of ${schema.enum
          .map((each) => JSON.stringify(each))
          .join(", ")
          .slice(0, 300)}`,
      );
    }
    if ("const" in schema && !this.same(schema.const, value))
      say(`must be ${JSON.stringify(schema.const).slice(0, 300)}`);
    this.combine(schema, value, path, out, depth, say);
    if (typeof value === "string") checkText(schema, value, say);
    else if (typeof value === "number") checkNumber(schema, value, say);
    else if (Array.isArray(value)) this.checkList(schema, value, path, out, depth, say);
    else if (isObject(value)) this.checkObject(schema, value, path, out, depth, say);
  }

  private passes(schema: unknown, value: unknown, depth: number): boolean {
    const found: SchemaProblem[] = [];
    this.check(schema, value, "", found, depth + 1);
    return found.length === 0;
  }

  private combine(
    schema: JsonSchema,
    value: unknown,
    path: string,
    out: SchemaProblem[],
    depth: number,
    say: (rule: string) => void,
  ): void {
    for (const each of listOf(schema.allOf)) this.check(each, value, path, out, depth + 1);
    const any = listOf(schema.anyOf);
    if (any.length > 0 && !any.some((each) => this.passes(each, value, depth))) {
      say("must be valid by one of the schemas of anyOf");
    }
    const one = listOf(schema.oneOf);
    if (one.length > 0 && one.filter((each) => this.passes(each, value, depth)).length !== 1) {
      say("must be valid by exactly one of the schemas of oneOf");
    }
    if (schema.not !== undefined && this.passes(schema.not, value, depth))
      say("must not be valid by the schema of not");
    if (schema.if !== undefined) {
      this.check(
        this.passes(schema.if, value, depth) ? schema.then : schema.else,
        value,
        path,
        out,
        depth + 1,
      );
    }
  }

  private checkList(
    schema: JsonSchema,
    value: readonly unknown[],
    path: string,
    out: SchemaProblem[],
    depth: number,
    say: (rule: string) => void,
  ): void {
    if (value.length < numberOr(schema.minItems, 0))
      say(`must have at least ${schema.minItems} items`);
    if (value.length > numberOr(schema.maxItems, Number.POSITIVE_INFINITY))
      say(`must have at most ${schema.maxItems} items`);
    const prefix = listOf(schema.prefixItems);
    for (const [index, each] of value.entries()) {
      this.check(
        index < prefix.length ? prefix[index] : schema.items,
        each,
        `${path}[${index}]`,
        out,
        depth + 1,
      );
    }
    if (
      schema.contains !== undefined &&
      !value.some((each) => this.passes(schema.contains, each, depth))
    ) {
      say("must contain an item that is valid by the schema of contains");
    }
    if (schema.uniqueItems === true) {
      const seen = new Set(value.map((each) => this.textOf(each)));
      if (seen.size < value.length) say("must have no item twice");
    }
  }

  private checkObject(
    schema: JsonSchema,
    value: JsonSchema,
    path: string,
    out: SchemaProblem[],
    depth: number,
    say: (rule: string, at?: string) => void,
  ): void {
    const names = Object.keys(value);
    const at = (name: string) => (path === "" ? name : `${path}.${name}`);
    if (names.length < numberOr(schema.minProperties, 0))
      say(`must have at least ${schema.minProperties} fields`);
    if (names.length > numberOr(schema.maxProperties, Number.POSITIVE_INFINITY))
      say(`must have at most ${schema.maxProperties} fields`);
    for (const name of listOf(schema.required) as string[]) {
      this.step();
      if (!Object.hasOwn(value, name)) say("is required", at(name));
    }
    const known = isObject(schema.properties) ? schema.properties : {};
    for (const name of names) {
      if (schema.propertyNames !== undefined)
        this.check(schema.propertyNames, name, at(name), out, depth + 1);
      if (Object.hasOwn(known, name))
        this.check(known[name], value[name], at(name), out, depth + 1);
      else if (schema.additionalProperties === false) say("is not a field of the schema", at(name));
      else this.check(schema.additionalProperties, value[name], at(name), out, depth + 1);
    }
  }

  private same(a: unknown, b: unknown): boolean {
    return (
      a === b ||
      (typeof a === "object" && typeof b === "object" && this.textOf(a) === this.textOf(b))
    );
  }

  /** The same text for equal values, whatever the order of their fields. */
  private textOf(value: unknown): string {
    this.step();
    if (Array.isArray(value)) return `[${value.map((each) => this.textOf(each)).join(",")}]`;
    if (!isObject(value)) return JSON.stringify(value);
    const fields = Object.keys(value).sort();
    return `{${fields.map((name) => `${JSON.stringify(name)}:${this.textOf(value[name])}`).join(",")}}`;
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === "number" ? value : otherwise;

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

const isOfType = (value: unknown, types: unknown): boolean =>
  (Array.isArray(types) ? types : [types]).some(
    (type) => type === typeOf(value) || (type === "integer" && Number.isInteger(value)),
  );

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  null: "null",
};
const typeRule = (types: unknown): string =>
  `must be ${(Array.isArray(types) ? types : [types]).map((type) => TYPE_WORDS[String(type)]).join(" or ")}`;

function checkText(schema: JsonSchema, value: string, say: (rule: string) => void): void {
  const length = [...value].length;
  if (length < numberOr(schema.minLength, 0))
    say(`must have at least ${schema.minLength} characters`);
  if (length > numberOr(schema.maxLength, Number.POSITIVE_INFINITY))
    say(`must have at most ${schema.maxLength} characters`);
  if (typeof schema.pattern !== "string") return;
  if (value.length > MAX_PATTERN_TEXT)
    say(`must have at most ${MAX_PATTERN_TEXT} characters to be matched by a pattern`);
  else if (!new RegExp(schema.pattern, "u").test(value)) say(`must match ${schema.pattern}`);
}

function checkNumber(schema: JsonSchema, value: number, say: (rule: string) => void): void {
  if (value < numberOr(schema.minimum, Number.NEGATIVE_INFINITY))
    say(`must be at least ${schema.minimum}`);
  if (value > numberOr(schema.maximum, Number.POSITIVE_INFINITY))
    say(`must be at most ${schema.maximum}`);
  if (value <= numberOr(schema.exclusiveMinimum, Number.NEGATIVE_INFINITY))
    say(`must be above ${schema.exclusiveMinimum}`);
  if (value >= numberOr(schema.exclusiveMaximum, Number.POSITIVE_INFINITY))
    say(`must be below ${schema.exclusiveMaximum}`);
  const step = schema.multipleOf;
  if (typeof step === "number" && Math.abs(value / step - Math.round(value / step)) > 1e-9)
    say(`must be a multiple of ${step}`);
}
