import { expect, it } from "vitest";
import { changeOf, doubledRow, isContested, nextKey, problemsByRow, rowsOf } from "./price-rows";

const price = (model: string, input = 1, output = 2) => ({
  model,
  input_per_mtok: input,
  output_per_mtok: output,
});
const row = (model: string, input = "1", output = "2") => ({ model, input, output });

it("sends only the rows that were touched, and leaves out those that were left empty", () => {
  const saved = rowsOf([price("claude-*", 0.25, 5), price("gpt-5"), price("old")]);
  expect(saved["model:claude-*"]).toEqual(row("claude-*", "0.25", "5"));
  expect(
    changeOf(saved, {
      "model:claude-*": row("claude-*", "0.5", "5"),
      "model:old": null,
      "new:0": row("", " ", ""),
      "new:1": row("fresh", "x", "1"),
    }),
  ).toEqual({
    set: [price("claude-*", 0.5, 5), price("fresh", Number.NaN, 1)],
    remove: ["old"],
    keys: ["model:claude-*", "new:1"],
  });
});

it("takes the old name away when a model is renamed, also for another's", () => {
  const saved = rowsOf([price("a"), price("b")]);
  const swapped = { "model:a": row("b"), "model:b": row("a") };
  expect(changeOf(saved, swapped)).toMatchObject({
    remove: ["a", "b"],
    set: [price("b"), price("a")],
  });
  expect(changeOf(saved, { "model:a": row("A ") }).remove).toEqual([]);
});

it("finds a row that names the model of another", () => {
  const saved = rowsOf([price("a"), price("b")]);
  const doubled = { "new:0": row("A") };
  expect(doubledRow({ ...saved, ...doubled }, doubled)).toBe("new:0");
  const moved = { "model:a": null, "new:0": row("a") };
  expect(doubledRow({ ...saved, ...moved }, moved)).toBeUndefined();
});

it("asks about a model that somebody else changed, and not about any other", () => {
  const seen = { prices: [price("a"), price("b")] };
  const now = { prices: [price("a", 9), price("b"), price("c")] };
  expect(isContested(seen, now, { set: [price("b", 3)], remove: [] })).toBe(false);
  expect(isContested(seen, now, { set: [price("A", 3)], remove: [] })).toBe(true);
  expect(isContested(seen, now, { set: [], remove: ["a"] })).toBe(true);
  expect(isContested(seen, now, { set: [price("c", 3)], remove: [] })).toBe(true);
});

it("puts what the server says about a price at its row", () => {
  const rule = "must be an amount in US dollars";
  const problems = [
    { field: "set.1.input_per_mtok", rule },
    { field: "set", rule: "too many" },
  ];
  expect(problemsByRow(problems, ["model:a", "new:3"])).toEqual([
    { field: "new:3.input", rule },
    { field: "set", rule: "too many" },
  ]);
  expect([nextKey({}), nextKey({ "model:a": null, "new:3": null })]).toEqual(["new:0", "new:4"]);
});
