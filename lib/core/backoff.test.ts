import { expect, test } from "vitest";
import { backoffMs } from "./backoff";

const OPTIONS = { firstMs: 1000, factor: 3, maxMs: 20_000 };
const middle = (): number => 0.5;

test("waits longer after each failure, up to the longest pause", () => {
  expect([1, 2, 3, 4, 5].map((failures) => backoffMs(failures, OPTIONS, middle))).toEqual([
    1000, 3000, 9000, 20_000, 20_000,
  ]);
});

test("spreads the pauses by a quarter each way", () => {
  expect(backoffMs(1, OPTIONS, () => 0)).toBe(750);
  expect(backoffMs(1, OPTIONS, () => 1)).toBe(1250);
});

test("never comes back before it was asked to", () => {
  expect(backoffMs(1, { ...OPTIONS, atLeastMs: 60_000 }, middle)).toBe(60_000);
  expect(backoffMs(3, { ...OPTIONS, atLeastMs: 10 }, middle)).toBe(9000);
});
