import { describe, expect, it } from "vitest";
import { formatCost, formatShare, formatTokens } from "./format";

describe("formatCost", () => {
  it.each([
    [0, "$0.00"],
    [0.0042, "$0.0042"],
    [0.125, "$0.13"],
    [12.4, "$12.40"],
    [1284.2, "$1,284"],
  ])("writes %d as %s", (usd, words) => {
    expect(formatCost(usd)).toBe(words);
  });
});

describe("formatTokens", () => {
  it.each([
    [940, "940"],
    [12_400, "12.4k"],
    [999_600, "1M"],
    [3_140_000, "3.1M"],
    [128_000_000, "128M"],
  ])("writes %d as %s", (tokens, words) => {
    expect(formatTokens(tokens)).toBe(words);
  });
});

describe("formatShare", () => {
  it.each([
    [1, "100%"],
    [0.997, ">99%"],
    [0.5, "50%"],
    [0.004, "<1%"],
    [0, "0%"],
  ])("writes %d as %s", (share, words) => {
    expect(formatShare(share)).toBe(words);
  });
});
