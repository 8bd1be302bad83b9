import { expect, test } from "vitest";
import { parseSource } from "@/lib/workflows/definition/parse";
import type { Definition } from "@/lib/workflows/definition/schema";
import { filesOf, firstValues, valuesOf } from "./input-values";

const DEFINITION = parseSource(`inputs:
  spec: {type: string, max_length: 5}
  tag: {type: string, default: v1}
  deploy: {type: boolean, default: true}
  count: {type: integer, required: false}
  share: {type: number, required: false}
  names: {type: array, required: false}
  rest: {type: object, default: {a: 1}}
stages:
  - {name: a, prompt: x, from: [{input: spec}, docs/spec.md, {file: notes.txt}]}
  - {name: b, prompt: y, from: [a, docs/spec.md]}
`).definition as Definition;
const { inputs } = DEFINITION;
const typed = (more: Record<string, string>) => ({ ...firstValues(inputs), spec: "abc", ...more });

test("begins with the defaults, or with what an earlier run was given", () => {
  expect(firstValues(inputs)).toMatchObject({ spec: "", tag: "v1", deploy: "true", count: "" });
  expect(firstValues(inputs, { spec: "s", deploy: false, names: ["a"] })).toMatchObject({
    spec: "s",
    deploy: "false",
    names: '[\n  "a"\n]',
  });
});

test("gives each value its type, and leaves out what is empty", () => {
  const { values, problems } = valuesOf(
    inputs,
    typed({ deploy: "false", count: " 3 ", share: "0.5", names: '["a", 1]' }),
  );
  expect(problems).toEqual({});
  expect(values).toEqual({
    spec: "abc",
    tag: "v1",
    deploy: false,
    count: 3,
    share: 0.5,
    names: ["a", 1],
    rest: { a: 1 },
  });
});

test("says what is wrong with each, by name", () => {
  const wrong = typed({ spec: "too long", count: "1.5", share: "x", names: '{"a": 1}', rest: "[" });
  expect(Object.keys(valuesOf(inputs, wrong).problems)).toEqual([
    "spec",
    "count",
    "share",
    "names",
    "rest",
  ]);
  expect(valuesOf(inputs, typed({ spec: "  " })).problems).toEqual({ spec: "A run needs it." });
});

test("knows the files that stages are given, each once", () => {
  expect(filesOf(DEFINITION)).toEqual(["docs/spec.md", "notes.txt"]);
});
