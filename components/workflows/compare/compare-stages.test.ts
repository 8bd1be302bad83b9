import { expect, test } from "vitest";
import { aStage } from "@/components/workflows/runs/stage-fixture";
import { compareStages, resultText } from "./compare-stages";

const a = {
  stages: [
    aStage({ name: "plan", started_at: 10, finished_at: 20, cost_usd: 0.2, result: "A" }),
    aStage({ name: "lint", from: ["plan"] }),
    aStage({ name: "test", from: ["lint"], output: { ok: true } }),
  ],
};
const b = {
  stages: [
    aStage({ name: "plan", started_at: 110, finished_at: 150, cost_usd: 0.1, result: "B" }),
    aStage({ name: "test", from: ["plan"], output: { ok: true } }),
    aStage({ name: "publish", from: ["test"] }),
  ],
};

test("puts each stage once, in order, and names those that only one run has", () => {
  const rows = compareStages(a, b);
  expect(rows.map(({ name }) => name)).toEqual(["plan", "lint", "test", "publish"]);
  expect(rows.find(({ name }) => name === "lint")).toMatchObject({
    b: null,
    seconds: null,
    differs: true,
  });
  expect(rows.find(({ name }) => name === "publish")?.a).toBeNull();
});

test("says how much longer and dearer a stage was, and whether it came to the same", () => {
  const [plan, , tested] = compareStages(a, b);
  expect(plan).toMatchObject({ seconds: 30, differs: true });
  expect(plan?.cost).toBeCloseTo(-0.1);
  expect(tested?.differs).toBe(false);
});

test("compares outputs as JSON, and texts whole where they were read", () => {
  expect(resultText(aStage({ output: [1] }))).toBe("[\n  1\n]");
  expect(resultText(aStage({ result: "begin" }), "begin and end")).toBe("begin and end");
  expect(resultText(null)).toBe("");
});
