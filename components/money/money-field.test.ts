import { expect, it } from "vitest";
import { dollarsOf, typedDollars } from "./money-field";

it.each([
  ["", null],
  ["  ", null],
  ["12", 12],
  ["$1,250.50", 1250.5],
  [".5", 0.5],
  ["-3", -3],
  ["5 apples", Number.NaN],
  ["1e9", Number.NaN],
])("reads %j as an amount", (typed, amount) => {
  expect(dollarsOf(typed)).toEqual(amount);
});

it("writes an amount as it is typed", () => {
  expect([typedDollars(null), typedDollars(0), typedDollars(2.5)]).toEqual(["", "0", "2.5"]);
});
