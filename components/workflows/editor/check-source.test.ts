import { describe, expect, test } from "vitest";
import { checkSource } from "./check-source";
import { checksOf } from "./document/checks";
import { readOutline } from "./document/outline";
import { whyNotAfter } from "./flow/ancestors";

const GOOD = `stages:
  - {name: plan, prompt: x}
  - {name: build, prompt: y, from: plan}
  - {name: ship, approval: {title: Go?}, from: build}
`;

describe("the marks of a definition", () => {
  test("are none for a good one", () => {
    expect(checkSource(GOOD)).toMatchObject({ marks: [], errors: 0 });
  });

  test("stand where the problem is written, and at its stage", () => {
    const text = GOOD.replace("from: plan", "from: plam");
    const { marks, byStage } = checkSource(text);
    const [mark] = marks;
    expect(text.slice(mark?.from, mark?.to)).toBe("plam");
    expect(mark).toMatchObject({ line: 3, stage: 1, severity: "error" });
    expect(mark?.fix).toContain("plan");
    expect(byStage.get(1)).toHaveLength(1);
  });

  test("name every problem, in the order of the text, also when it is no YAML", () => {
    const { marks, errors } = checkSource(
      "stages:\n  - {name: a, promt: x}\n  - {name: a, prompt: y, when: inputs.ghost}\n",
    );
    expect(errors).toBeGreaterThan(0);
    expect(marks.map(({ from }) => from)).toEqual(
      marks.map(({ from }) => from).sort((a, b) => a - b),
    );
    expect(checkSource("stages: [").errors).toBeGreaterThan(0);
    for (const { from, to } of checkSource("stages: [").marks)
      expect(to).toBeGreaterThanOrEqual(from);
  });
});

test("a line that would be a circle, or is there, is refused with the reason", () => {
  const outline = readOutline(GOOD);
  if (!outline) throw new Error("no YAML");
  expect(whyNotAfter(outline, "ship", "plan")).toMatch(/circle/);
  expect(whyNotAfter(outline, "plan", "plan")).toMatch(/itself/);
  expect(whyNotAfter(outline, "plan", "build")).toMatch(/already/);
  expect(whyNotAfter(outline, "plan", "ship")).toBeNull();
});

test("checks are lines, and keep what else they say", () => {
  const before = [{ name: "tests", command: "npm test", timeout: 60 }];
  expect(checksOf("npm test\nnpm run lint", before)).toEqual([
    { name: "tests", command: "npm test", timeout: 60 },
    { name: "npm", command: "npm run lint" },
  ]);
  expect(checksOf("npm run test:all", before)).toEqual([
    { name: "tests", command: "npm run test:all", timeout: 60 },
  ]);
  expect(checksOf(" \n", before)).toBeUndefined();
});
