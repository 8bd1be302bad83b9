import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { copyStages, duplicateStages, pasteStages } from "./clipboard";
import { mergeLines } from "./merge";
import {
  addStage,
  changeKind,
  connectStages,
  disconnectStages,
  type Edit,
  removeStages,
  renameStage,
  setField,
  setTop,
} from "./operations";
import { readOutline } from "./outline";
import { renameInExpression } from "./references";

const FEATURE = `# How a feature is made.
inputs:
    spec: {type: string}   # a file, usually

stages:
    # First think.
    - {name: plan, agent: planner, prompt: Break this into tasks, from: {input: spec}}

    - name: implement
      agent:   coder      # the careful one
      prompt: >
        Implement the plan,
        all of it.
      from: plan
      checks: [{name: tests, command: npm test}]


    - name: review
      agent: reviewer
      prompt: 'Look at {{stages.implement.result}} and "stages.plan"'
      from: [implement, plan]
      when: stages.implement.status == "succeeded" && stages["plan"].result != "stages.plan"
outputs:
    text: stages.review.result
`;

const text = (edit: Edit): string => {
  if ("refusal" in edit) throw new Error(edit.refusal);
  return edit.source;
};
/** The lines that differ. */
const changed = (before: string, after: string) => {
  const was = new Set(before.split("\n"));
  const is = new Set(after.split("\n"));
  return {
    gone: before.split("\n").filter((line) => !is.has(line)),
    came: after.split("\n").filter((line) => !was.has(line)),
  };
};

describe("an edit of the graph", () => {
  test("changes the lines that it is about and no others", () => {
    const after = text(setField(FEATURE, "implement", ["priority"], "high"));
    expect(changed(FEATURE, after)).toEqual({ gone: [], came: ["      priority: high"] });
    expect(after).toContain("agent:   coder      # the careful one");
    expect(after).toContain("prompt: >\n        Implement the plan,\n        all of it.\n");
  });

  test("keeps the comment beside a value that it replaces", () => {
    const after = text(setField(FEATURE, "implement", ["agent"], "vera"));
    expect(changed(FEATURE, after).came).toEqual(["      agent: vera # the careful one"]);
  });

  test("connects and disconnects in the way that somebody writes", () => {
    const once = text(connectStages(FEATURE, "plan", "implement"));
    expect(once).toBe(FEATURE);
    const three = text(addStage(FEATURE, "command", "implement"));
    expect(parse(three).stages[2]).toEqual({
      name: "check",
      command: "npm test",
      from: "implement",
    });
    const joined = text(connectStages(three, "check", "review"));
    expect(joined).toContain("from: [implement, plan, check]");
    const apart = text(disconnectStages(joined, "plan", "review"));
    expect(apart).toContain("from: [implement, check]");
    const one = text(disconnectStages(apart, "implement", "review"));
    expect(one).toContain("      from: check\n");
    expect(text(connectStages(FEATURE, "review", "plan"))).toContain(
      "from: [{input: spec}, review]}",
    );
    expect(one).toContain("# First think.");
  });

  test("renames a stage wherever it is meant, and nowhere else", () => {
    const after = text(renameStage(FEATURE, "plan", "plan-it"));
    expect(after).toContain("{name: plan-it, agent: planner, prompt: Break this into tasks,");
    expect(after).toContain("      from: plan-it\n");
    expect(after).toContain("from: [implement, plan-it]");
    expect(after).toContain(`and "stages.plan"'`);
    expect(after).toContain(`stages["plan-it"].result != "stages.plan"`);
    const back = text(renameStage(after, "plan-it", "plan"));
    expect(parse(back)).toEqual(parse(FEATURE));
    const other = text(renameStage(FEATURE, "implement", "build"));
    expect(other).toContain("Look at {{stages.build.result}} and");
    expect(other).toContain("when: stages.build.status ==");
    expect(text(renameStage(FEATURE, "review", "judge"))).toContain("text: stages.judge.result");
  });

  test("refuses a name that is taken or no name, and a text that is no YAML", () => {
    expect(renameStage(FEATURE, "plan", "review")).toEqual({
      refusal: "There is already a stage called review.",
    });
    expect(renameStage(FEATURE, "plan", "two words")).toHaveProperty("refusal");
    expect(addStage("stages: [a", "agent", null)).toHaveProperty("refusal");
  });

  test("removes a stage with what the others say of it", () => {
    const after = text(removeStages(FEATURE, ["implement"]));
    expect(parse(after).stages.map(({ name }: { name: string }) => name)).toEqual([
      "plan",
      "review",
    ]);
    expect(parse(after).stages[1].from).toBe("plan");
    expect(after).toContain("# First think.");
    expect(after).toContain("# a file, usually");
    expect(parse(text(removeStages(FEATURE, ["plan"]))).stages[0].from).toBeUndefined();
  });

  test("begins with nothing, and with what somebody wrote as braces or JSON", () => {
    const first = text(addStage("", "agent", null));
    expect(first).toBe("stages:\n  - name: step\n    prompt: Say what is to be done\n");
    expect(text(addStage("stages: []\n", "end", null))).toBe(
      "stages:\n  - name: end\n    end: succeed\n",
    );
    const braces = "stages:\n- {name: a, prompt: x}\n";
    expect(text(addStage(braces, "approval", "a"))).toBe(
      `${braces}- {name: approve, approval: {title: Go on?}, from: a}\n`,
    );
    const json = '{\n    "stages": [\n        {"name": "a", "prompt": "x"}\n    ]\n}\n';
    const after = text(setField(json, "a", ["prompt"], "y"));
    expect(JSON.parse(after)).toEqual({ stages: [{ name: "a", prompt: "y" }] });
    expect(after).toMatch(/^\{\n {4}"stages"/);
  });

  test("writes several lines as a block, also into a stage in braces", () => {
    const after = text(setField(FEATURE, "plan", ["prompt"], "One.\nTwo: {{inputs.spec}}\n"));
    expect(after).toContain("prompt: |\n");
    expect(parse(after).stages[0].prompt).toBe("One.\nTwo: {{inputs.spec}}\n");
    expect(after).toContain("agent:   coder      # the careful one");
  });

  test("sets what stands deeper, and takes away what is then empty", () => {
    const loop = text(setField(FEATURE, "review", ["loop", "max"], 3));
    expect(parse(loop).stages[2].loop).toEqual({ max: 3 });
    expect(text(setField(loop, "review", ["loop", "max"], undefined))).toBe(FEATURE);
    expect(parse(text(setTop(FEATURE, ["inputs", "tag"], { type: "string" }))).inputs.tag).toEqual({
      type: "string",
    });
  });

  test("makes another kind of a stage and keeps what all kinds have", () => {
    const after = parse(text(changeKind(FEATURE, "review", "approval"))).stages[2];
    expect(after).toMatchObject({
      name: "review",
      approval: { title: "Go on?" },
      from: ["implement", "plan"],
    });
    expect(after).not.toHaveProperty("agent");
    expect(after).not.toHaveProperty("prompt");
  });

  test("knows a stage that is written as a list", () => {
    const tuples =
      '{"stages": [["a", "iris", "x"], ["b", "otto", "y", {"from": "a"}], ["c", "otto", "z"]]}';
    expect(readOutline(tuples)?.edges).toEqual([{ from: "a", to: "b", kind: "from" }]);
    expect(JSON.parse(text(connectStages(tuples, "b", "c"))).stages[2]).toEqual([
      "c",
      "otto",
      "z",
      { from: "b" },
    ]);
    expect(JSON.parse(text(setField(tuples, "b", ["agent"], "vera"))).stages[1][1]).toBe("vera");
    expect(JSON.parse(text(renameStage(tuples, "a", "first"))).stages[1][3]).toEqual({
      from: "first",
    });
  });
});

describe("stages on the clipboard", () => {
  test("are YAML that keeps its comments, and get free names where they are pasted", () => {
    const copied = copyStages(FEATURE, ["implement", "review"]) ?? "";
    expect(copied).toContain("# the careful one");
    const after = text(pasteStages(FEATURE, copied, "review"));
    const { stages } = parse(after);
    expect(stages.map(({ name }: { name: string }) => name)).toEqual([
      "plan",
      "implement",
      "review",
      "implement-2",
      "review-2",
    ]);
    expect(stages[3].from).toBe("plan");
    expect(stages[4].from).toEqual(["implement-2", "plan"]);
    expect(stages[4].prompt).toContain(
      "{{stages.implement-2" in {} ? "" : 'stages["implement-2"].result',
    );
    expect(after.startsWith(FEATURE.slice(0, 200))).toBe(true);
  });

  test("leave out what they came after when it is not there", () => {
    const copied = copyStages(FEATURE, ["implement"]) ?? "";
    const after = parse(text(pasteStages("stages:\n  - name: a\n    prompt: x\n", copied, null)));
    expect(after.stages[1]).not.toHaveProperty("from");
    expect(after.stages[1].checks).toHaveLength(1);
  });

  test("may be one stage, a list, or a workflow, and nothing else", () => {
    for (const good of [
      "name: x\nprompt: y",
      "- {name: x, prompt: y}",
      "stages: [{name: x, prompt: y}]",
    ]) {
      expect(pasteStages(FEATURE, good, null)).toMatchObject({ select: ["x"] });
    }
    for (const bad of ["hello", "", "{a: 1}", "- 1", "a: [", "[]"]) {
      expect(pasteStages(FEATURE, bad, null)).toHaveProperty("refusal");
    }
  });

  test("write aliases out", () => {
    const source =
      "stages:\n  - &a {name: a, prompt: x, labels: &l [one]}\n  - {name: b, prompt: y, labels: *l}\n";
    const copied = copyStages(source, ["b"]) ?? "";
    expect(parse(copied)).toEqual([{ name: "b", prompt: "y", labels: ["one"] }]);
  });

  test("are duplicated beside themselves, after the same stages", () => {
    const after = parse(text(duplicateStages(FEATURE, ["implement"])));
    expect(after.stages[2]).toMatchObject({ name: "implement-2", from: "plan" });
  });
});

describe("an outline", () => {
  test("is read from what would be refused", () => {
    const outline = readOutline(
      "stages:\n - name: a\n - {name: a, from: [a, ghost, x.md]}\n - 7\n",
    );
    expect(outline?.stages.map(({ id, kind }) => [id, kind])).toEqual([
      ["a", "none"],
      ["\u00001", "none"],
      ["\u00002", "none"],
    ]);
    expect(outline?.edges).toEqual([{ from: "a", to: "\u00001", kind: "from" }]);
    expect(readOutline("a: [")).toBeNull();
    expect(readOutline("")).toEqual({ stages: [], edges: [], inputs: [] });
  });
});

test("a name is an expression's only where it is one", () => {
  const names = new Map([["a", "b-c"]]);
  expect(renameInExpression("stages.a.result + xstages.a + 'stages.a' + stages.ab", names)).toBe(
    "stages[\"b-c\"].result + xstages.a + 'stages.a' + stages.ab",
  );
});

test("two changes of different lines both count, and of the same line the second", () => {
  expect(mergeLines("a\nb\nc\nd", "A\nb\nc\nd", "a\nb\nc\nD")).toBe("A\nb\nc\nD");
  expect(mergeLines("a\nb\nc", "a\nB\nc", "a\nX\nc")).toBe("a\nX\nc");
  expect(mergeLines("a\nb", "a\n\nb", "a\nx\nb")).toBe("a\nx\nb");
});
