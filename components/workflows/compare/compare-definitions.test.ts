import { expect, test } from "vitest";
import { parseSource } from "@/lib/workflows/definition/parse";
import { compareDefinitions } from "./compare-definitions";

function definitionOf(source: string) {
  const { definition } = parseSource(source);
  if (!definition) throw new Error("it is not valid");
  return { ...definition, stages: definition.stages.map((stage) => ({ ...stage })) };
}
const compare = (a: string, b: string) => compareDefinitions(definitionOf(a), definitionOf(b));

const BEFORE = `
description: Builds it
inputs: {spec: {type: string}, old: {type: string, required: false}}
stages:
  - {name: plan, prompt: Plan it, from: {input: spec}}
  - {name: lint, command: npm run lint, from: plan}
  - {name: code, prompt: Do it, from: [plan, lint], timeout: 1h}
  - {name: ship, approval: {title: Ship?}, from: code}
`;

test("says of each stage whether it came, went, has another name or other fields, and which", () => {
  const { workflow, stages } = compare(
    BEFORE,
    `
description: Builds it well
inputs: {spec: {type: string, max_length: 90}, fresh: {type: string}}
stages:
  - {prompt: Plan it, name: plan, from: [{input: spec}]}
  - {name: code, prompt: Do it well, from: [plan], retry: 2}
  - {name: prove, command: npm test, from: code}
  - {name: publish, approval: {title: Ship?}, from: code}
`,
  );
  expect(workflow.map(({ field }) => field).sort()).toEqual([
    "description",
    "inputs.fresh",
    "inputs.old",
    "inputs.spec",
  ]);
  expect(stages.map(({ name, change, was }) => [name, change, was])).toEqual([
    ["plan", "same", null],
    ["lint", "removed", null],
    ["code", "changed", null],
    ["prove", "added", null],
    ["publish", "renamed", "ship"],
  ]);
  const byName = stages[2]?.fields.toSorted((a, b) => (a.field < b.field ? -1 : 1));
  expect(byName).toEqual([
    { field: "from", before: [{ stage: "plan" }, { stage: "lint" }], after: [{ stage: "plan" }] },
    { field: "prompt", before: "Do it", after: "Do it well" },
    { field: "retry", before: undefined, after: { attempts: 3 } },
    { field: "timeout", before: "1h", after: undefined },
  ]);
  expect(stages[3]).toMatchObject({
    kind: "command",
    fields: expect.arrayContaining([
      { field: "command", before: undefined, after: "npm test" },
      { field: "from", before: undefined, after: [{ stage: "code" }] },
    ]),
  });
  expect(stages[3]?.fields).toHaveLength(2);
});

test("finds nothing where only the layout, comments or what holds anyway is written otherwise", () => {
  const { workflow, stages } = compare(
    "stages:\n  - {name: a, prompt: x}\n",
    '# A comment\nstages:\n  - prompt: "x"\n    name: a\n    join: all\n    on_failure: block\n',
  );
  expect(workflow).toEqual([]);
  expect(stages).toMatchObject([{ name: "a", change: "same", fields: [] }]);
});

test("takes an output that is called like a field of stages for what it is", () => {
  const outputs = (text: string) => `outputs: {${text}}\nstages:\n  - {name: a, prompt: x}\n`;
  const { workflow } = compare(
    outputs("b: '1'"),
    outputs("b: '1', limit: '1000', join: '\"all\"'"),
  );
  expect(workflow.map(({ field }) => field).sort()).toEqual(["outputs.join", "outputs.limit"]);
});
