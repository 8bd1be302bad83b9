import { expect, test } from "vitest";
import type { WorkflowStageWire } from "@/lib/workflows/shapes";
import { failuresOf, heldUpInWords } from "./failures";
import { aStage } from "./stage-fixture";

const stages: WorkflowStageWire[] = [
  aStage({ name: "plan", status: "done", state: "succeeded" }),
  aStage({ name: "lint", status: "failed", state: "failed", from: ["plan"] }),
  aStage({ name: "test", status: "failed", state: "failed", from: ["plan"] }),
  aStage({ name: "report", status: "skipped", state: "skipped", from: ["test"] }),
  aStage({ name: "review", status: "blocked", state: "waiting", from: ["test"] }),
  aStage({ name: "publish", from: ["review"] }),
];

test("puts the stage that stopped the run before the others that failed", () => {
  const run = { status: "failed" as const, attention: null, failed_stage: "test", stages };
  expect(failuresOf(run)?.map(({ name }) => name)).toEqual(["test", "lint"]);
});

test("says nothing of a run that goes on or ended well", () => {
  const run = { attention: null, failed_stage: null, stages };
  expect(failuresOf({ ...run, status: "running" })).toBeNull();
  expect(failuresOf({ ...run, status: "succeeded" })).toBeNull();
  expect(failuresOf({ ...run, status: "running", attention: "blocked" })).toHaveLength(2);
});

test("names what waits for the failed stage, not what is over", () => {
  expect(heldUpInWords(stages, "test")).toBe("It holds up review, publish.");
  expect(heldUpInWords(stages, "publish")).toBeNull();
});
