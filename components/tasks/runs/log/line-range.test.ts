import { expect, it } from "vitest";
import { hashOf, isIn, pressed, rangeOf } from "./line-range";

it("reads what it writes", () => {
  for (const range of [
    { first: 1, last: 1 },
    { first: 120, last: 130 },
  ])
    expect(rangeOf(hashOf(range))).toEqual(range);
  expect(rangeOf("#L30-L12")).toEqual({ first: 12, last: 30 });
  expect(rangeOf("#L12-30")).toEqual({ first: 12, last: 30 });
});

it("reads nothing from anything else", () => {
  for (const hash of ["", "#", "#L", "#L0", "#run-12", "#L1-L", "#L1x", "#L99999999999"])
    expect(rangeOf(hash)).toBeNull();
});

it("extends from where it began, in both directions", () => {
  const range = pressed(null, 12, true);
  expect(range).toEqual({ first: 12, last: 12 });
  expect(pressed(range, 20, true)).toEqual({ first: 12, last: 20 });
  expect(pressed(range, 3, true)).toEqual({ first: 3, last: 12 });
  expect(pressed({ first: 3, last: 12 }, 40, false)).toEqual({ first: 40, last: 40 });
  expect([2, 3, 12, 13].map((line) => isIn({ first: 3, last: 12 }, line))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
