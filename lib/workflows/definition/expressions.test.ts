import { expect, it } from "vitest";
import { evaluate, parseExpression } from "./expressions";

const given = (text: string, values = {}) => {
  const found = evaluate(text, values);
  return found.ok ? found.value : `! ${found.message}`;
};
const values = {
  inputs: { spec: "Login", count: 3, price: 2.5, tags: ["a", "b"] },
  stages: {
    plan: {
      status: "succeeded",
      result: "ok",
      output: [
        { title: "A", risk: 2 },
        { title: "B", risk: 5 },
      ],
      choice: null,
    },
  },
  item: { title: "A" },
  index: 1,
  run: { id: 7 },
};

it("gives the values of JSON", () => {
  expect(given("inputs.count + 1", values)).toBe(4);
  expect(given("inputs.count * 1.5", values)).toBe(4.5);
  expect(given("inputs.price > 2 && inputs.count == 3", values)).toBe(true);
  expect(given("stages.plan.output.filter(t, t.risk > 3).map(t, t.title)", values)).toEqual(["B"]);
  expect(given('stages.plan.output.map(t, t.title).join(", ")', values)).toBe("A, B");
  expect(given('{"first": item.title, "n": size(inputs.tags)}', values)).toEqual({
    first: "A",
    n: 2,
  });
  expect(
    given('has(stages.plan.output) ? "yes" : "no"', { stages: { plan: { output: null } } }),
  ).toBe("yes");
  expect(given('timestamp("2026-12-01T09:00:00Z") + duration("1h")')).toBe(
    "2026-12-01T10:00:00.000Z",
  );
});

it("says why there is no value", () => {
  expect(given("inputs.nothing", values)).toContain("No such key: nothing");
  expect(given("inputs.spec + 1", values)).toContain("no such overload");
  expect(given("inputs.count / 0", values)).toMatch(/^! /);
  expect(given('double("NaN")')).toContain("not a number");
});

it("reads only own fields of what is passed in", () => {
  for (const name of ["constructor", "__proto__", "toString", "length"]) {
    expect(given(`inputs["${name}"]`, values)).toMatch(/^! /);
    expect(given(`inputs.spec["${name}"]`, values)).toMatch(/^! /);
    expect(given(`inputs.tags["${name}"]`, values)).toMatch(/^! /);
  }
  const hostile = { inputs: JSON.parse('{"a": {"__proto__": {"polluted": 1}}}') };
  expect(given("inputs.a.polluted", hostile)).toMatch(/^! /);
  expect(given("inputs.a", hostile)).toEqual({});
  expect(given("process.exit()", values)).toMatch(/^! /);
});

it("names what an expression uses, with macros' own variables left out", () => {
  const parsed = parseExpression(
    'stages["my-plan"].output.all(x, x.ok && inputs.a[0] == x.n) && index > 0',
  );
  expect(parsed).toMatchObject({
    ok: true,
    type: "bool",
    references: [
      { variable: "stages", path: ["my-plan", "output"], offset: 0 },
      { variable: "inputs", path: ["a", "0"] },
      { variable: "index", path: [] },
    ],
  });
});

it("says where an expression is wrong, and what to write", () => {
  expect(parseExpression("inputs.a + * 2")).toMatchObject({ ok: false, offset: 11 });
  expect(parseExpression("stage.plan.status == 'x'")).toMatchObject({
    ok: false,
    message: "unknown variable stage",
    fix: "did you mean stages?",
  });
  expect(parseExpression("inputs.a.matches('x')")).toMatchObject({
    ok: false,
    fix: "use contains, startsWith or endsWith",
  });
  expect(parseExpression("cel.bind(a, 1, a)")).toMatchObject({ ok: false });
  expect(parseExpression("stages.my-plan.output")).toMatchObject({
    ok: false,
    fix: 'write stages["my-plan"]: a dash is a minus here',
  });
  expect(parseExpression("size(inputs.a) +")).toMatchObject({ ok: false });
  expect(parseExpression(`${"(".repeat(500)}1${")".repeat(500)}`)).toMatchObject({ ok: false });
  expect(parseExpression("1 + ".repeat(400))).toMatchObject({ ok: false });
  expect(parseExpression("'a' + 1")).toMatchObject({ ok: false, offset: 0 });
});

it("stops what would take too long", () => {
  const list = Array.from({ length: 1_000 }, (_, index) => index);
  const long = "x".repeat(200_000);
  for (const text of [
    "inputs.list.map(a, inputs.list.map(b, inputs.list.map(c, a + b + c)))",
    "inputs.list.map(a, inputs.long).join('')",
    "inputs.list.filter(a, inputs.list.exists(b, inputs.long.contains('y')))",
    "[inputs.list.map(a, inputs.long)].map(x, x + x).map(x, x + x)",
  ]) {
    expect(given(text, { inputs: { list, long } }), text).toContain("takes too long");
  }
  expect(given("inputs.list.filter(a, a % 2 == 0).size()", { inputs: { list } })).toBe(500);
});
