import { describe, expect, it } from "vitest";
import { createFormat, formatShare } from "./format";

const london = createFormat({ zone: "Europe/London", locale: "en-GB" });
const berlin = createFormat({ zone: "Europe/Berlin", locale: "en-DE" });
const auckland = createFormat({ zone: "Pacific/Auckland", locale: "en-NZ" });
const denver = createFormat({ zone: "America/Denver", locale: "en-US" });

const NOW = Date.UTC(2026, 10, 20, 12);
const MINUTE = 60_000;

it.each([
  [0, "$0.00"],
  [0.0042, "$0.0042"],
  [0.125, "$0.13"],
  [12.4, "$12.40"],
  [1284.2, "$1,284"],
])("writes %d dollars as %s", (usd, words) => {
  expect(denver.cost(usd)).toBe(words);
});

it.each([
  [940, "940"],
  [12_400, "12.4k"],
  [999_600, "1M"],
  [3_140_000, "3.1M"],
  [128_000_000, "128M"],
])("writes %d tokens as %s", (tokens, words) => {
  expect(london.tokens(tokens)).toBe(words);
});

it("writes numbers as the reader's region does", () => {
  expect(london.number(12_345)).toBe("12,345");
  expect(berlin.number(12_345)).toBe("12.345");
  expect(berlin.tokens(12_400)).toBe("12,4k");
});

it.each([
  [1, "100%"],
  [0.997, ">99%"],
  [0.5, "50%"],
  [0.004, "<1%"],
  [0, "0%"],
])("writes the share %d as %s", (share, words) => {
  expect(formatShare(share)).toBe(words);
});

it.each([
  [5_000, "just now"],
  [5 * MINUTE, "5m ago"],
  [3 * 60 * MINUTE + 1, "3h ago"],
  [6 * 24 * 60 * MINUTE, "6d ago"],
  [8 * 24 * 60 * MINUTE, "12 Nov"],
  [400 * 24 * 60 * MINUTE, "16 Oct 2025"],
  [-2 * 60 * MINUTE, "in 2h"],
])("says what is %i ms old as %s", (age, words) => {
  expect(london.relative(NOW - age, NOW)).toBe(words);
});

it.each([
  [5_000, "in <1m"],
  [-5_000, "in <1m"],
  [3 * MINUTE, "in 3m"],
])("says what is due in %i ms as %s", (left, words) => {
  expect(london.upcoming(NOW + left, NOW)).toBe(words);
});

describe("a moment", () => {
  it("is given where the reader is and in UTC, to the second", () => {
    expect(berlin.exact(NOW + 1_000)).toEqual({
      local: "20 Nov 2026, 13:00:01 CET",
      utc: "20 Nov 2026, 12:00:01 UTC",
    });
  });

  it("falls on the day that it is for the reader", () => {
    expect(auckland.dayOf(NOW)).toBe("2026-11-21");
    expect(denver.dayOf(Date.UTC(2026, 10, 20, 3))).toBe("2026-11-19");
    expect(auckland.moment(NOW, NOW)).toContain("21 Nov");
  });
});

describe("a day", () => {
  it("is the same day in every zone", () => {
    for (const format of [london, berlin, auckland]) {
      expect(format.day("2026-11-24", "2026-11-20")).toBe("24 Nov");
    }
    expect(denver.day("2026-11-24", "2026-11-20")).toBe("Nov 24");
    expect(london.day("2027-01-02", "2026-11-20")).toBe("2 Jan 2027");
  });

  it.each([
    ["2026-11-20", "today"],
    ["2026-11-21", "tomorrow"],
    ["2026-11-19", "yesterday"],
    ["2026-11-23", "in 3 days"],
    ["2026-11-17", "3 days ago"],
    ["2026-11-27", "27 Nov"],
  ])("%s is %s on 20 November", (day, words) => {
    expect(london.nearDay(day, "2026-11-20")).toBe(words);
  });
});
