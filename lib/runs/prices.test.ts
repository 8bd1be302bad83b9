import { expect, it } from "vitest";
import { DEFAULT_PRICES, type Price, priceOf } from "./prices";

const price = (model: string, input: number, output = input): Price => ({
  model,
  input_per_mtok: input,
  output_per_mtok: output,
});
const million = 1_000_000;

it("prices input and output for themselves, to a millionth of a dollar", () => {
  const prices = [price("m", 3, 15)];
  expect(priceOf(prices, "m", 1_500, 800)).toBe(0.0165);
  expect(priceOf(prices, "m", 1, 0)).toBe(0.000003);
  expect(priceOf(prices, "m", 0, 0)).toBe(0);
});

it("takes a name in full before a beginning, and the longest beginning", () => {
  const prices = [price("a-*", 1), price("a-b*", 2), price("a-b", 3), price("*", 9)];
  expect(priceOf(prices, "a-x", million, 0)).toBe(1);
  expect(priceOf(prices, "a-bc", million, 0)).toBe(2);
  expect(priceOf(prices, "A-B", million, 0)).toBe(3);
  expect(priceOf(prices, "other", million, 0)).toBe(9);
});

it("looks a model of a provider up whole, then by its own name", () => {
  const prices = [price("m", 1), price("router/m", 2)];
  expect(priceOf(prices, "anthropic/m", million, 0)).toBe(1);
  expect(priceOf(prices, "router/m", million, 0)).toBe(2);
});

it.each([
  ["an unknown model", "who-knows", 1, 1],
  ["no model", null, 1, 1],
  ["no input count", "claude-opus-5-5", null, 1],
  ["no output count", "claude-opus-5-5", 1, null],
])("knows no price for %s", (_, model, tokensIn, tokensOut) => {
  expect(priceOf(DEFAULT_PRICES, model, tokensIn, tokensOut)).toBeNull();
});

it.each([
  ["claude-opus-5-5", 30],
  ["claude-sonnet-5-5", 18],
  ["claude-haiku-5-5", 6],
  ["claude-opus-4-1-20250805", 90],
  ["anthropic/claude-sonnet-4.5", 18],
])("has a list price for %s", (model, usd) => {
  expect(priceOf(DEFAULT_PRICES, model, million, million)).toBe(usd);
});
