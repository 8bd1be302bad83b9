import { expect, test } from "vitest";
import { barAt, nextBar } from "./chart-cursor";

test("a point reads the bar it is over, and beyond the ends the first and the last", () => {
  expect([100, 119, 120, 299].map((x) => barAt(x, 100, 200, 10))).toEqual([0, 0, 1, 9]);
  expect([0, 99, 300, 900].map((x) => barAt(x, 100, 200, 10))).toEqual([0, 0, 9, 9]);
});

test("a chart that is not drawn yet reads its last bar", () => {
  expect(barAt(5, 0, 0, 48)).toBe(47);
});

test("arrows lead from bar to bar and stop at the ends", () => {
  expect(
    ["ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"].map((key) => nextBar(key, 3, 5)),
  ).toEqual([4, 4, 2, 2]);
  expect([nextBar("ArrowRight", 4, 5), nextBar("ArrowLeft", 0, 5)]).toEqual([4, 0]);
  expect([nextBar("Home", 3, 5), nextBar("End", 3, 5)]).toEqual([0, 4]);
});

test("other keys are left to the page", () => {
  expect(["Tab", "Enter", "j", "Escape"].map((key) => nextBar(key, 3, 5))).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
