import { describe, expect, test } from "vitest";
import { readOutline } from "@/components/workflows/editor/document/outline";
import { changesBetween } from "./code-store";
import { offersAt } from "./completions";
import { placeAt } from "./yaml-place";

const KNOWN = { agents: ["iris"], profiles: ["coder"], workflows: ["release"] };
const TEXT = `inputs:
  spec: {type: string}
stages:
  - {name: plan, agent: planner, prompt: x, from: {input: spec}}
  - name: ship
    approval:
      title: Go?
    prompt: |
      Use {{stages.plan.result}}
outputs:
  text: stages.ship.result
`;

/** The place where the bar stands, which is not part of the text. */
const at = (text: string) => placeAt(text.replace("|", ""), text.indexOf("|"));
const offers = (text: string) => {
  const position = text.indexOf("¦");
  const plain = text.replace("¦", "");
  const found = offersAt(plain, position, readOutline(TEXT) as never, KNOWN);
  return found?.offers.map(({ label }) => label) ?? [];
};

describe("the place where one writes", () => {
  test.each([
    ["de|", { kind: "key", path: [] }],
    ["stages:\n  - na|", { kind: "key", path: ["stages"] }],
    ["stages:\n  - name: a\n    wh|", { kind: "key", path: ["stages"] }],
    ["stages:\n- name: a\n  |", { kind: "key", path: ["stages"] }],
    ["stages:\n  - name: a\n    loop:\n      m|", { kind: "key", path: ["stages", "loop"] }],
    ["stages:\n  - loop:\n      m|", { kind: "key", path: ["stages", "loop"] }],
    ["stages:\n  - {name: a, ag|", { kind: "key", path: ["stages"] }],
    ["stages:\n  - {name: a, approval: {ti|", { kind: "key", path: ["stages", "approval"] }],
    ["stages:\n  - {name: a, approval: {title: x}, ag|", { kind: "key", path: ["stages"] }],
    ["stages:\n  - name: a\n    approval: {ti|", { kind: "key", path: ["stages", "approval"] }],
    ["stages:\n  - name: a\n    from: [x, pl|", { kind: "value", key: "from" }],
    ["stages:\n  - {name: a, from: [x, pl|", { kind: "value", key: "from" }],
    ["stages:\n  - name: a\n    join: an|", { kind: "value", key: "join", path: ["stages"] }],
    ["stages:\n  - name: a\n    when: inputs.a == stages.b|", { kind: "expression", key: "when" }],
    ["stages:\n  - name: a\n    prompt: do {{ inp|", { kind: "expression" }],
    ["inputs:\n  spec:\n    ty|", { kind: "key", path: ["inputs", "spec"] }],
    ["inputs:\n  spec: {ty|", { kind: "key", path: ["inputs", "spec"] }],
    ["outputs:\n  text: st|", { kind: "expression", path: ["outputs"] }],
  ])("%s", (text, place) => {
    expect(at(text)).toMatchObject(place);
  });
});

test("offers fields, names and expressions where they may stand", () => {
  expect(offers("de¦")).toContain("defaults");
  expect(offers("stages:\n  - {name: x, fo¦")).toContain("foreach");
  expect(offers("stages:\n  - name: a\n    join: ¦")).toEqual(["all", "any", "settled"]);
  expect(offers("stages:\n  - name: a\n    from: ¦")).toEqual(["plan", "ship", "spec"]);
  expect(offers("stages:\n  - name: a\n    agent: ¦")).toEqual(["iris", "coder"]);
  expect(offers("stages:\n  - name: a\n    workflow: ¦")).toEqual(["release"]);
  expect(offers("stages:\n  - name: a\n    when: ¦")).toContain("stages.plan.result");
  expect(offers("inputs:\n  a:\n    type: ¦")).toContain("integer");
  expect(offers("stages:\n  - name: ¦")).toEqual([]);
});

describe("the changes between two texts", () => {
  const apply = (before: string, after: string) => {
    let [text, moved] = [before, 0];
    for (const { from, to, insert } of changesBetween(before, after)) {
      text = text.slice(0, from + moved) + insert + text.slice(to + moved);
      moved += insert.length - (to - from);
    }
    return text;
  };

  test("are the few places that differ", () => {
    const after = TEXT.replace("planner", "iris").replace("title: Go?", "title: Go on?");
    expect(changesBetween(TEXT, after)).toHaveLength(2);
    expect(changesBetween(TEXT, after)[1]).toMatchObject({ insert: " on" });
    expect(changesBetween(TEXT, TEXT)).toEqual([]);
  });

  test.each([
    [TEXT, ""],
    ["", TEXT],
    [TEXT, `${TEXT}\nx`],
    ["aaa\n", "aa\n"],
    ["a\nb\nc", "b\nc\na"],
  ])("make one of the other (%#)", (before, after) => {
    expect(apply(before, after)).toBe(after);
  });
});
