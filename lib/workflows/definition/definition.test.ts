import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020";
import fc from "fast-check";
import { expect, it } from "vitest";
import { parse as parseYaml, stringify } from "yaml";
import { checkDefinition, type Known } from "./check";
import { definitionJsonSchema } from "./json-schema";
import { normalise } from "./normalise";
import { parseSource, parseValue } from "./parse";
import { DefinitionSource } from "./source-schema";

/** Every problem of a source as `line:column path message | fix`. */
function problemsIn(source: string, known?: Known): string[] {
  const { definition, problems, positions } = parseSource(source);
  const all = definition ? checkDefinition(definition, positions, known).problems : problems;
  return all.map(
    ({ line, column, path, message, fix }) => `${line}:${column} ${path} ${message} | ${fix}`,
  );
}
const stages = (...lines: string[]) =>
  ["stages:", ...lines.map((line) => `  - ${line}`)].join("\n");

const FEATURE = `inputs:
  spec: {type: string}
stages:
  - {name: plan, agent: planner, prompt: Break this into tasks, from: {input: spec}}
  - {name: implement, agent: coder, prompt: Implement the plan, from: plan, type: code, checks: [{name: tests, command: npm test}]}
  - {name: test, agent: tester, prompt: Write tests, from: implement, type: test}
  - {name: review, agent: reviewer, prompt: Review everything, from: [implement, test], type: review}
  - {name: publish, approval: {title: Publish?}, from: review}
`;

it("reads the same workflow from YAML, JSON and tuples", () => {
  expect(problemsIn(FEATURE)).toEqual([]);
  const { definition } = parseSource(FEATURE);
  expect(definition?.stages.map(({ name, from }) => [name, from])).toEqual([
    ["plan", [{ input: "spec" }]],
    ["implement", [{ stage: "plan" }]],
    ["test", [{ stage: "implement" }]],
    ["review", [{ stage: "implement" }, { stage: "test" }]],
    ["publish", [{ stage: "review" }]],
  ]);
  expect(parseSource(JSON.stringify(definition)).definition).toEqual(definition);
  const tuples = [
    ["plan", "planner", "Break this into tasks", { from: "specs/feature.md" }],
    ["implement", "coder", "Implement the plan", { from: "plan", type: "code" }],
    ["test", "tester", "Write tests", { from: "implement", type: "test" }],
    ["review", "reviewer", "Review everything", { from: ["implement", "test"], type: "review" }],
  ];
  const { definition: seed, problems } = parseValue(tuples);
  expect(problems).toEqual([]);
  expect(seed?.stages[0]).toMatchObject({
    name: "plan",
    agent: "planner",
    from: [{ file: "specs/feature.md" }],
  });
  expect(seed?.stages[3]?.from).toEqual([{ stage: "implement" }, { stage: "test" }]);
});

it.each([
  [
    "an unknown stage",
    stages("{name: plan, prompt: a}", "{name: code, prompt: b, from: plann}"),
    "3:35 stages[1].from[0] there is no stage plann | did you mean plan?",
  ],
  [
    "an unknown field",
    stages("{name: plan, promt: a}"),
    "2:25 stages[0].promt promt is not a field of stages[0] | did you mean prompt?",
  ],
  ["a missing name", stages("{prompt: a}"), "2:5 stages[0].name name is required | write name: …"],
  [
    "a stage of two kinds",
    stages("{name: a, prompt: x, command: npm test, approval: {title: y}}"),
    "2:55 stages[0].approval a is command and approval at once | make a stage of each",
  ],
  [
    "a stage that does nothing",
    stages("{name: a}"),
    "2:5 stages[0] a does not say what is to be done",
  ],
  [
    "a name that is there twice",
    stages("{name: a, prompt: x}", "{name: A, prompt: x}"),
    "3:12 stages[1].name there is a stage a already",
  ],
  [
    "a stage that waits for itself",
    stages("{name: a, prompt: x, from: a}"),
    "2:32 stages[0].from a → a is a circle",
  ],
  [
    "a circle",
    stages(
      "{name: a, prompt: x, from: c}",
      "{name: b, prompt: x, from: a}",
      "{name: c, prompt: x, from: b}",
    ),
    "is a circle: none of them could ever begin",
  ],
  [
    "a first stage that is a gate",
    stages("{name: a, approval: {title: Go?}}", "{name: b, prompt: x, from: a}"),
    "2:5 stages[0] a comes first, with nothing before it to approve",
  ],
  [
    "a first stage that ends the run",
    stages("{name: a, end: succeed}"),
    "a comes first, with nothing before it to end",
  ],
  [
    "a stage after the end",
    stages(
      "{name: a, prompt: x}",
      "{name: b, end: succeed, from: a}",
      "{name: c, prompt: x, from: b}",
    ),
    "nothing comes after b",
  ],
  [
    "bad CEL",
    stages("{name: a, prompt: x}", "{name: b, prompt: x, from: a, when: 'stages.a.status = 1'}"),
    "3:41 stages[1].when unexpected character: =, at character 17",
  ],
  [
    "an unknown input in CEL",
    `inputs: {topic: {type: string}}\n${stages("{name: a, prompt: 'About {{inputs.topik}}'}")}`,
    "3:23 stages[0].prompt there is no input topik, at character 9 | did you mean topic?",
  ],
  [
    "a stage in CEL that is not upstream",
    stages("{name: a, prompt: x}", "{name: b, prompt: '{{stages.a.result}}'}"),
    "3:23 stages[1].prompt a does not come before it, at character 3 | add a to from",
  ],
  [
    "an unknown field of a stage in CEL",
    stages("{name: a, prompt: x}", "{name: b, prompt: x, from: a, when: stages.a.outcome == 'x'}"),
    "a stage has no outcome",
  ],
  [
    "a condition that is no condition",
    stages("{name: a, prompt: x}", "{name: b, prompt: x, from: a, when: size(stages.a.result)}"),
    "this gives int and not true or false",
  ],
  [
    "an item outside of foreach",
    stages("{name: a, prompt: '{{item}}'}"),
    "item is not known here, at character 3 | item and index are for stages with foreach",
  ],
  [
    "an open placeholder",
    stages("{name: a, prompt: 'a {{ b'}"),
    "a {{ is never closed, at character 3",
  ],
  [
    "foreach over a text",
    stages("{name: a, prompt: x}", "{name: b, prompt: x, foreach: a}"),
    "3:35 stages[1].foreach a gives a text and not a list",
  ],
  [
    "foreach over an object",
    stages(
      "{name: a, prompt: x, output: {type: object, properties: {parts: {type: array}}}}",
      "{name: b, prompt: x, foreach: a}",
    ),
    "is of the type object and not a list | write foreach: stages.a.output.parts",
  ],
  [
    "foreach over an input that is no list",
    `inputs: {n: {type: integer}}\n${stages("{name: b, prompt: x, foreach: inputs.n}")}`,
    "this gives integer and not a list",
  ],
  [
    "foreach with loop",
    stages("{name: a, prompt: x, foreach: '[1, 2]', loop: {until: 'true', max: 2}}"),
    "a has foreach and loop",
  ],
  [
    "a path that leads out",
    stages("{name: a, prompt: x, from: ../secret.md}"),
    "../secret.md is outside of the folder",
  ],
  [
    "an absolute path",
    stages("{name: a, prompt: x, from: {file: /etc/passwd}}"),
    "/etc/passwd is outside of the folder",
  ],
  [
    "an unknown input in from",
    `inputs: {topic: {type: string}}\n${stages("{name: a, prompt: x, from: {input: topics}}")}`,
    "there is no input topics | did you mean topic?",
  ],
  [
    "rework of a stage that is not before",
    stages(
      "{name: a, prompt: x}",
      "{name: b, prompt: x}",
      "{name: c, approval: {title: x, rework: b}, from: a}",
    ),
    "4:44 stages[2].approval.rework b does not come before c",
  ],
  [
    "resuming a command",
    stages("{name: a, command: npm test}", "{name: b, prompt: x, context: {resume: a}}"),
    "a has no session to go on with",
  ],
  [
    "resuming an approval",
    stages(
      "{name: a, prompt: x}",
      "{name: b, approval: {title: x}, from: a}",
      "{name: c, prompt: x, context: {resume: b}}",
    ),
    "4:44 stages[2].context.resume b has no session to go on with | resume a stage with a prompt",
  ],
  [
    "resuming a stage that comes after",
    stages("{name: a, prompt: x, context: {resume: b}}", "{name: b, prompt: x, from: a}"),
    "b → a → b is a circle: none of them could ever begin",
  ],
  [
    "resuming no stage",
    stages("{name: plan, prompt: x}", "{name: b, prompt: x, context: {resume: plam}}"),
    "there is no stage plam | did you mean plan?",
  ],
  [
    "resuming a list",
    `inputs: {all: {type: array}}\n${stages("{name: a, prompt: x, foreach: inputs.all}", "{name: b, prompt: x, context: {resume: a}}")}`,
    "a has a session for each of its items",
  ],
  [
    "resuming a loop",
    stages(
      "{name: a, prompt: x, loop: {until: 'true', max: 2}}",
      "{name: b, prompt: x, context: {resume: a}}",
    ),
    "a has a session for each of its iterations",
  ],
  [
    "resuming in the items of a list",
    `inputs: {all: {type: array}}\n${stages("{name: a, prompt: x}", "{name: b, prompt: x, foreach: inputs.all, context: {resume: a}}")}`,
    "items cannot share one session",
  ],
  [
    "resuming as another agent",
    stages(
      "{name: a, agent: ada, prompt: x}",
      "{name: b, agent: bo, prompt: x, context: {resume: a}}",
    ),
    "stages[1].agent bo cannot go on in the session of a, which is that of ada | take agent out: who did a goes on",
  ],
  [
    "resuming as an agent where anybody may have done it",
    stages("{name: a, prompt: x}", "{name: b, agent: bo, prompt: x, context: {resume: a}}"),
    "bo cannot go on in the session of a, which is that of whoever takes it",
  ],
  [
    "an approval that goes on after a rejection",
    stages(
      "{name: a, prompt: x}",
      "{name: b, approval: {title: x}, from: a, on_failure: continue}",
    ),
    "stages[1].on_failure b is an approval, and what follows one does not begin after a rejection | take it out",
  ],
  [
    "an unknown event",
    stages("{name: a, wait: {event: task.complete}}"),
    "there is no event task.complete | did you mean task.completed?",
  ],
  [
    "a wait for two things",
    stages("{name: a, wait: {for: 1h, event: task.completed}}"),
    "must have exactly one of for, until, event and task",
  ],
  [
    "a time that is none",
    stages("{name: a, wait: {until: 2026-13-01}}"),
    "2026-13-01 is not a time | write it as 2026-12-01T09:00:00Z",
  ],
  [
    "a duration that is none",
    stages("{name: a, prompt: x, timeout: 3 weeks}"),
    "timeout must be a duration such as 90s, 30m, 2h or 1d",
  ],
  [
    "a default of another type",
    `inputs: {n: {type: integer, default: many}}\n${stages("{name: a, prompt: x}")}`,
    "1:38 inputs.n.default the default of n must be a whole number",
  ],
  [
    "a schema with an unknown keyword",
    stages("{name: a, prompt: x, output: {type: object, propertys: {}}}"),
    "stages[0].output.propertys the schema is not a keyword",
  ],
  [
    "two workers",
    stages("{name: a, agent: x, profile: y, prompt: z}"),
    "a names agent and profile",
  ],
  [
    "a prompt of a command",
    stages("{name: a, prompt: x, command: npm test}"),
    "prompt is not for a stage with command",
  ],
  [
    "choices with the same id",
    stages(
      "{name: a, prompt: x}",
      "{name: b, approval: {title: x, choices: [Yes, 'yes!']}, from: a}",
    ),
    "there is a choice yes already",
  ],
  ["no stages", "stages: []", "1:9 stages stages must have at least one stage"],
  [
    "a field that is there twice",
    stages("{name: a, prompt: x, name: b}"),
    "2:26  name stands here twice",
  ],
  ["broken YAML", "stages:\n  - {name: a, prompt: [}", "2:24  this is not YAML"],
  ["broken JSON", '{"stages": [{"name": "a" "prompt": "x"}]}', "1:26  this is not JSON"],
  ["an empty text", "", "the definition is empty"],
  [
    "two documents",
    `${stages("{name: a, prompt: x}")}\n---\na: 1`,
    "there is more than one document",
  ],
  [
    "an unknown alias",
    stages("{name: a, prompt: *nobody}"),
    "2:23  there is no anchor nobody above",
  ],
])("marks %s", (_what, source, expected) => {
  const found = problemsIn(source);
  expect(found.join("\n")).toContain(expected);
});

it("reads every example of the documentation", () => {
  const text = readFileSync("docs/workflows.md", "utf8");
  const examples = [...text.matchAll(/```yaml workflow\n(.*?)```/gs)].map(
    ([, example]) => example ?? "",
  );
  expect(examples.length).toBeGreaterThan(2);
  for (const example of examples) expect(problemsIn(example), example).toEqual([]);
});

it("publishes a JSON Schema that agrees with it", () => {
  const isValid = new Ajv2020({ strict: false }).compile(definitionJsonSchema());
  const names = [
    "feature",
    "bug-fix",
    "research-report",
    "release",
    "incident",
    "dependency-update",
  ];
  const shipped = names.map((name) => readFileSync(`lib/workflows/library/${name}.yaml`, "utf8"));
  for (const text of [FEATURE, ...shipped]) {
    expect(isValid(parseYaml(text)), JSON.stringify(isValid.errors)).toBe(true);
  }
  expect(isValid({ stages: [["Plan", "planner", "Plan it", { from: "spec.md" }]] })).toBe(true);
  expect(isValid({ stages: [{ name: "plan", promt: "Plan it" }] })).toBe(false);
  expect(isValid({ stages: [{ name: "plan", join: "most" }] })).toBe(false);
});

it("names all problems at once, at most 50", () => {
  const many = stages(
    ...Array.from(
      { length: 80 },
      (_, index) => `{name: s${index}, prompt: x, from: nobody${index}}`,
    ),
  );
  expect(problemsIn(many)).toHaveLength(50);
  expect(problemsIn(stages("{name: a, promt: x}", "{nam: b, prompt: x}"))).toHaveLength(3);
});

it("looks for the nearest name only where it is shown", () => {
  const name = "s".repeat(50);
  const many = Array.from(
    { length: 500 },
    (_, index) => `{name: ${name}${index}, prompt: x, from: ${"t".repeat(60)}${index}}`,
  );
  // Looking for each of them took twenty seconds.
  expect(problemsIn(stages(...many))).toHaveLength(50);
  const circle = Array.from(
    { length: 200 },
    (_, index) => `{name: s${index}, prompt: x, from: s${(index + 1) % 200}}`,
  );
  const [problem] = problemsIn(stages(...circle));
  expect(problem?.length).toBeLessThan(300);
});

it("knows other workflows as far as it is told", () => {
  const nests: Record<string, string[]> = { build: ["deploy"], deploy: ["feature"], docs: [] };
  const known: Known = { name: "feature", nestedIn: (name) => nests[name] ?? null };
  const nested = (name: string) => stages(`{name: a, workflow: ${name}}`);
  expect(problemsIn(nested("docs"), known)).toEqual([]);
  expect(problemsIn(nested("feature"), known)[0]).toContain("would start itself without end");
  expect(problemsIn(nested("build"), known)[0]).toContain(
    "build leads back to feature by way of deploy",
  );
  const { definition, positions } = parseSource(nested("later"));
  if (!definition) throw new Error("it parses");
  expect(checkDefinition(definition, positions, known)).toMatchObject({
    problems: [],
    warnings: [{ message: "there is no workflow later yet" }],
  });
});

it.each([
  [
    "aliases that multiply",
    [
      "a: &a [x, x, x, x, x, x, x, x, x]",
      ..."bcdefghi"
        .split("")
        .map(
          (name, index) =>
            `${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[index]}`).join(", ")}]`,
        ),
      "stages: []",
    ].join("\n"),
  ],
  ["an alias of itself", "stages: &a [*a]"],
  ["2 MB", `description: ${"x".repeat(2_000_000)}\nstages: []`],
  ["brackets in brackets", "[".repeat(200_000)],
  ["lists in lists", "- ".repeat(100_000)],
  ["objects in objects", "{a: ".repeat(50_000)],
  ["many fields", Array.from({ length: 4_000 }, (_, index) => `f${index}: 1`).join("\n")],
  ["a field named __proto__", "__proto__: {polluted: 1}\nstages: []"],
  ["a tag", "stages: !!js/function 'function () {}'"],
  ["a large number", `stages: ${"9".repeat(400)}`],
])("refuses %s", (_what, source) => {
  const { definition, problems } = parseSource(source);
  expect(definition).toBeNull();
  expect(problems.length).toBeGreaterThan(0);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/);
const words = fc
  .string({ minLength: 1, maxLength: 30, unit: "grapheme-ascii" })
  .filter((text) => text.trim() !== "" && !text.includes("{{"));
const kinds = fc.oneof(
  fc.record({ prompt: words, agent: name }),
  fc.record({ command: words }),
  fc.record({ approval: fc.record({ title: words, choices: fc.array(words, { maxLength: 3 }) }) }),
  fc.record({ wait: fc.constantFrom({ for: "30m" }, { event: "task.completed" }) }),
  fc.record({ end: fc.constantFrom("succeed", { result: "fail", message: "no" }) }),
);
const stage = fc.tuple(
  kinds,
  fc.record(
    {
      from: fc.oneof(
        name,
        fc.array(fc.oneof(name, fc.record({ file: words }), fc.record({ stage: name })), {
          maxLength: 3,
        }),
      ),
      join: fc.constantFrom("all", "any", "settled"),
      retry: fc.oneof(
        fc.integer({ min: 0, max: 5 }),
        fc.record({ attempts: fc.integer({ min: 1, max: 5 }) }),
      ),
      foreach: fc.oneof(name, fc.constant("[1, 2]")),
      context: fc.constantFrom("fresh", { resume: "a" }),
      metadata: fc.dictionary(name, fc.jsonValue({ maxDepth: 2 }), {
        maxKeys: 2,
        noNullPrototype: true,
      }),
      labels: fc.array(words, { maxLength: 2 }),
      timeout: fc.constantFrom("90s", "2h"),
    },
    { requiredKeys: [], noNullPrototype: true },
  ),
);
const source = fc.array(fc.tuple(name, stage), { minLength: 1, maxLength: 6 }).map((all) => ({
  stages: all.map(([each, [kind, more]]) => ({ name: each, ...kind, ...more })),
}));
const runs = Number(process.env.DEFINITION_RUNS ?? 60);

it("reads what it wrote as the same definition, and nothing but problems from anything else", () => {
  fc.assert(
    fc.property(source, (given) => {
      const definition = normalise(DefinitionSource.parse(given));
      expect(parseSource(stringify(definition)).definition).toEqual(definition);
      expect(parseSource(JSON.stringify(definition)).definition).toEqual(definition);
      checkDefinition(definition, new Map());
    }),
    { numRuns: runs, seed: 20261122 },
  );
  const garbage = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc
      .array(
        fc.constantFrom(
          "stages:",
          "- ",
          "\n",
          "  ",
          "{",
          "}",
          "[",
          "]",
          "&a ",
          "*a",
          ": ",
          "name",
          "prompt",
          "!!map ",
          "? ",
          "|\n",
          "'",
          '"',
          "#",
          "\t",
          "<<",
        ),
        { maxLength: 40 },
      )
      .map((parts) => parts.join("")),
    fc.jsonValue().map((value) => stringify({ stages: [value] })),
  );
  fc.assert(
    fc.property(garbage, (text) => {
      const { definition, problems, positions } = parseSource(text);
      expect(definition === null).toBe(problems.length > 0);
      if (definition) checkDefinition(definition, positions);
      for (const { line, column, message, fix } of problems) {
        expect(line >= 1 && column >= 1 && message !== "" && fix !== "").toBe(true);
      }
    }),
    { numRuns: 5 * runs, seed: 20261122 },
  );
});
