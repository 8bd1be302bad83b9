import { expect, it } from "vitest";
import { pauseAfterFailures, pauseAway } from "./pace";

it("rests after the second failure in a row, longer each time, and at once when the program cannot work at all", () => {
  const after = (failures: number, isUnusable = false) =>
    pauseAfterFailures({ failures, isUnusable }) / 1_000;
  expect([0, 1, 2, 3, 4].map((failures) => after(failures))).toEqual([0, 0, 5, 10, 20]);
  expect([1, 2, 3].map((failures) => after(failures, true))).toEqual([30, 60, 120]);
  expect(after(50)).toBe(300);
});

it("asks a server that is away ever more seldom, but at least every 15 seconds", () => {
  expect(pauseAway(1, () => 0)).toBe(250);
  expect(pauseAway(4, () => 1)).toBe(4_000);
  expect(pauseAway(5_000, () => 1)).toBe(15_000);
});
