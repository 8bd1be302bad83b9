import { expect, test } from "vitest";
import { readPick } from "./pick-answer";

test("a judge's answer in the asked form picks an answer with its reason", () => {
  expect(readPick("Both are fine.\n**PICK: 2**\nREASON: it is shorter\nand right", 3)).toEqual({
    ok: true,
    answer: 2,
    reason: "it is shorter\nand right",
  });
});

test.each([
  ["The second.", "no line of its own says PICK: NUMBER"],
  ["PICK: 1\nPICK: 2\nREASON: both", "it picks more than once"],
  ["PICK: 4\nREASON: none of them", "it picks “4”, and there are answers 1 to 3"],
  ["PICK: the first\nREASON: good", "it picks “the first”, and there are answers 1 to 3"],
  ["PICK: 1", "no reason follows after REASON:"],
  ["REASON: good\nPICK: 1", "no reason follows after REASON:"],
])("%j picks nothing", (said, problem) => {
  expect(readPick(said, 3)).toEqual({ ok: false, problem });
});
