import { Ajv2020 } from "ajv/dist/2020";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type JsonSchema, schemaProblems } from "./schema-problems";
import { validate } from "./validate";

const rulesOf = (schema: unknown) =>
  schemaProblems(schema).map(({ path, rule }) => `${path} ${rule}`);
const breaks = (schema: JsonSchema, value: unknown) =>
  validate(schema, value).map(({ path, rule }) => `${path} ${rule}`.trim());

const QUESTIONS: JsonSchema = {
  type: "object",
  required: ["questions"],
  additionalProperties: false,
  properties: {
    questions: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["title"],
        properties: { title: { type: "string", minLength: 3 }, weight: { type: "integer" } },
      },
    },
  },
};

it("names the place and the rule of everything that is wrong", () => {
  expect(breaks(QUESTIONS, { questions: [{ title: "Why?" }] })).toEqual([]);
  expect(breaks(QUESTIONS, { questions: [{ title: "W" }, { weight: 1.5 }], more: 1 })).toEqual([
    "questions[0].title must have at least 3 characters",
    "questions[1].title is required",
    "questions[1].weight must be a whole number",
    "more is not a field of the schema",
  ]);
  expect(breaks(QUESTIONS, "text")).toEqual(["must be an object"]);
  expect(breaks({ enum: ["a", { b: 1 }] }, { b: 2 })).toEqual(['must be one of "a", {"b":1}']);
  expect(breaks({ $ref: "#/$defs/id", $defs: { id: { pattern: "^[a-z]+$" } } }, "A")).toEqual([
    "must match ^[a-z]+$",
  ]);
});

it("refuses schemas whose rules it would have to pass over", () => {
  expect(rulesOf({ type: "text", properties: { a: { minLenght: 1 } } })).toEqual([
    "type must be one of string, number, integer, boolean, array, object, null, or a list of these",
    expect.stringContaining("properties.a.minLenght is not a keyword"),
  ]);
  expect(rulesOf({ $ref: "https://example.com/schema.json" })).toEqual([
    expect.stringContaining("are not fetched"),
  ]);
  expect(rulesOf({ $ref: "#/$defs/missing" })).toHaveLength(1);
  expect(
    rulesOf(JSON.parse('{"properties": {"__proto__": {"type": "string"}}, "__proto__": 1}')),
  ).toEqual([expect.stringContaining("__proto__ is not a keyword")]);
  expect(rulesOf({ anyOf: [] })).toEqual(["anyOf must be a list of schemas"]);
  expect(rulesOf([])).toHaveLength(1);
});

it("refuses patterns that could go back without end", () => {
  for (const pattern of [
    "(a+)+$",
    "^(a|a)*$",
    "(a|aa)+",
    "(.*)(.*)(.*)x",
    "(?=a)b",
    "(a)\\1",
    "(",
    `^${"(a|a)".repeat(30)}c`,
    "^a{100000}$",
  ]) {
    expect(rulesOf({ pattern }), pattern).toHaveLength(1);
  }
  for (const pattern of [
    "^[a-z0-9-]+$",
    "^(feat|fix|docs)(\\([a-z]+\\))?: .+$",
    "^\\d{4}-\\d{2}$",
    "^(?:a|b)$",
  ]) {
    expect(rulesOf({ pattern }), pattern).toEqual([]);
  }
});

it("ends with a refusal where the ways to check a value multiply", () => {
  const $defs: JsonSchema = { d0: { type: "number" } };
  for (let level = 1; level <= 40; level += 1) {
    const lower = { $ref: `#/$defs/d${level - 1}` };
    $defs[`d${level}`] = { anyOf: [{ allOf: [lower, lower] }, lower] };
  }
  expect(breaks({ $ref: "#/$defs/d40", $defs }, "text")).toEqual([
    "is too large to be checked by its schema",
  ]);
  expect(breaks({ $ref: "#" }, 1)).toEqual(["is too large to be checked by its schema"]);
  expect(
    breaks(
      { uniqueItems: true },
      Array.from({ length: 300_000 }, (_, index) => index),
    ),
  ).toHaveLength(1);
  let deep: unknown = 1;
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  expect(breaks({ const: [1] }, deep)).toEqual([expect.stringContaining("nested")]);
});

const scalar = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom("", "a", "ab", "é"),
  fc.boolean(),
  fc.constant(null),
  fc.constant(1.5),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c"), tie("value"), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).value;
const small = fc.integer({ min: 0, max: 3 });
const leaf: fc.Arbitrary<JsonSchema> = fc.record(
  {
    type: fc.constantFrom<unknown>("string", "number", "integer", "array", "object", [
      "null",
      "string",
    ]),
    enum: fc.array(json, { minLength: 1, maxLength: 3 }),
    minLength: small,
    maxLength: small,
    maxItems: small,
    exclusiveMaximum: small,
    uniqueItems: fc.boolean(),
    multipleOf: fc.constantFrom(1, 2, 0.5),
    required: fc.uniqueArray(fc.constantFrom("a", "b")),
  },
  { requiredKeys: [] },
);
const around = (inner: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> =>
  fc.record(
    {
      minimum: small,
      items: inner,
      prefixItems: fc.array(inner, { minLength: 1, maxLength: 2 }),
      properties: fc.dictionary(fc.constantFrom("a", "b"), inner),
      additionalProperties: fc.oneof(fc.boolean(), inner),
      anyOf: fc.array(inner, { minLength: 1, maxLength: 2 }),
      oneOf: fc.array(inner, { minLength: 1, maxLength: 2 }),
      not: inner,
      contains: inner,
    },
    { requiredKeys: [] },
  );
const schemas = fc.oneof(leaf, around(leaf), around(around(leaf)));

it("agrees with a reference implementation on what is valid", () => {
  const reference = new Ajv2020({ strict: false });
  const runs = Number(process.env.JSON_SCHEMA_RUNS ?? 100);
  fc.assert(
    fc.property(schemas, fc.array(json, { minLength: 4, maxLength: 4 }), (schema, values) => {
      if (JSON.stringify(schema).length > 800) return;
      const isValid = reference.compile(schema);
      expect(schemaProblems(schema)).toEqual([]);
      for (const value of values)
        expect(validate(schema, value).length === 0, JSON.stringify({ schema, value })).toBe(
          isValid(value),
        );
    }),
    { numRuns: runs, seed: 20261122 },
  );
});
