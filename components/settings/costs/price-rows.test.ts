import { expect, it } from "vitest";
import { pricesOf, problemOf, rowsOf } from "./price-rows";

const row = (id: number, model: string, input: string, output: string) => ({
  id,
  model,
  input,
  output,
});

it("sends what was read, and leaves out lines that were left empty", () => {
  const prices = [{ model: "claude-*", input_per_mtok: 0.25, output_per_mtok: 5 }];
  const rows = rowsOf(prices);
  expect(rows).toEqual([row(0, "claude-*", "0.25", "5")]);
  expect(pricesOf([...rows, row(7, "", " ", "")])).toEqual(prices);
});

it("finds the line that the server speaks of, however many empty ones stand before it", () => {
  const rows = [row(1, "", "", ""), row(2, "m", "x", "1")];
  expect(pricesOf(rows)).toEqual([{ model: "m", input_per_mtok: Number.NaN, output_per_mtok: 1 }]);
  const problems = { "prices.0.input_per_mtok": "must be an amount in US dollars" };
  const [empty, wrong] = rows as [(typeof rows)[0], (typeof rows)[0]];
  expect(problemOf(problems, rows, wrong, "input")).toMatch(/amount/);
  expect(problemOf(problems, rows, empty, "input")).toBeUndefined();
});
