import { expect, test } from "vitest";
import { firstRows } from "./first-rows";

const keysOf = (count: number) => Array.from({ length: count }, (_, index) => `k${index}`);
const BASE = { estimate: () => 40, gap: 10, overscan: 2, stop: 0, viewPx: 100 };

test("what fits into the view is rendered, and a few rows beyond it", () => {
  const { shown, height } = firstRows({ ...BASE, keys: keysOf(1_000) });
  expect(shown.map(({ index, start }) => [index, start])).toEqual([
    [0, 0],
    [1, 50],
    [2, 100],
    [3, 150],
  ]);
  expect(height).toBe(1_000 * 50 - 10);
});

test("the tab stop is rendered wherever it is, where it will stand", () => {
  const { shown } = firstRows({ ...BASE, keys: keysOf(1_000), stop: 700 });
  expect(shown.at(-1)).toEqual({ key: "k700", index: 700, start: 700 * 50 });
});

test("rows of other heights stand below each other", () => {
  const { shown, height } = firstRows({
    ...BASE,
    keys: keysOf(3),
    gap: 0,
    estimate: (index) => 10 * (index + 1),
  });
  expect(shown.map(({ start }) => start)).toEqual([0, 10, 30]);
  expect(height).toBe(60);
});

test("an empty list has no height", () => {
  expect(firstRows({ ...BASE, keys: [] })).toEqual({ shown: [], height: 0 });
});
