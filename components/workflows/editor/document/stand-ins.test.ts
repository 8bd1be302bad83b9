import { expect, test } from "vitest";
import { parse } from "yaml";
import { copyStages, pasteStages } from "./clipboard";
import { changeKind, type Edit, removeStages, renameStage, setFields } from "./operations";
import { readOutline } from "./outline";

const TWICE = `stages:
  - {name: a, prompt: One}
  - {name: a, prompt: Two, from: a}
  - {prompt: Three, from: a}
`;
const SECOND = "\u00001";
const THIRD = "\u00002";

function stagesOf(edit: Edit) {
  if ("refusal" in edit) throw new Error(edit.refusal);
  return parse(edit.source).stages;
}

test("a stage whose name another one has, or that has none, is changed itself", () => {
  expect(readOutline(TWICE)?.stages.map(({ id }) => id)).toEqual(["a", SECOND, THIRD]);
  expect(stagesOf(setFields(TWICE, SECOND, [[["prompt"], "Changed"]]))).toEqual([
    { name: "a", prompt: "One" },
    { name: "a", prompt: "Changed", from: "a" },
    { prompt: "Three", from: "a" },
  ]);
  // What the third comes after stays the first of that name.
  expect(stagesOf(renameStage(TWICE, SECOND, "b"))).toEqual([
    { name: "a", prompt: "One" },
    { name: "b", prompt: "Two", from: "a" },
    { prompt: "Three", from: "a" },
  ]);
  expect(stagesOf(renameStage(TWICE, THIRD, "c"))[2]).toEqual({
    name: "c",
    prompt: "Three",
    from: "a",
  });
  expect(stagesOf(removeStages(TWICE, [SECOND]))).toEqual([
    { name: "a", prompt: "One" },
    { prompt: "Three", from: "a" },
  ]);
  expect(copyStages(TWICE, [SECOND])).toContain("Two");
});

test("several fields are set as one change, and nothing of it where one cannot be", () => {
  const source = "stages:\n  - {name: a, command: npm test}\n";
  const edits = [
    [["command"], undefined],
    [["script"], "one\ntwo\n"],
  ] as const;
  expect(stagesOf(setFields(source, "a", edits))).toEqual([{ name: "a", script: "one\ntwo\n" }]);
  const alias = "x: &x {name: a}\nstages:\n  - *x\n";
  expect(setFields(alias, "a", edits)).toHaveProperty("refusal");
});

test("another kind keeps no field that it cannot have", () => {
  const source = `stages:
  - {name: a, prompt: x}
  - name: b
    agent: vera
    prompt: y
    from: a
    type: code
    review: true
    checks: [{name: t, command: npm test}]
    output: {type: array}
    foreach: a
    concurrency: 2
    retry: 3
    timeout: 1h
    title: Do it
`;
  expect(stagesOf(changeKind(source, "b", "approval"))[1]).toEqual({
    name: "b",
    approval: { title: "Go on?" },
    from: "a",
    timeout: "1h",
    title: "Do it",
  });
  expect(stagesOf(changeKind(source, "b", "command"))[1]).toMatchObject({
    agent: "vera",
    command: "npm test",
    checks: [{}],
    foreach: "a",
  });
});

test("what is too large, or whose aliases explode, is no outline and nothing to paste", () => {
  const large = `stages:\n${"  - {name: a, prompt: x}\n".repeat(80_000)}`;
  expect(large.length).toBeGreaterThan(1_900_000);
  expect(readOutline(large)).toBeNull();
  expect(pasteStages(TWICE, large, null)).toMatchObject({
    refusal: "That is too large: a definition has at most 256 KB.",
  });
  const levels = Array.from(
    { length: 9 },
    (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`)}]`,
  );
  const bomb = `a0: &a0 [x]\n${levels.join("\n")}\nstages:\n  - {name: a, labels: *a9}\n`;
  expect(readOutline(bomb)).toBeNull();
  expect(setFields(bomb, "a", [[["prompt"], "x"]])).toHaveProperty("refusal");
});
