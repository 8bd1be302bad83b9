import { describe, expect, it } from "vitest";
import {
  formatDuration,
  formatExact,
  formatRelative,
  formatUpcoming,
  toMillis,
} from "./time-format";

const NOW = Date.UTC(2026, 10, 20, 12);
const MINUTE = 60_000;

describe("toMillis", () => {
  it("reads seconds, milliseconds, ISO strings and dates as the same moment", () => {
    const moments = [NOW / 1000, NOW, new Date(NOW).toISOString(), new Date(NOW)];
    expect(moments.map(toMillis)).toEqual([NOW, NOW, NOW, NOW]);
  });
});

describe("formatRelative", () => {
  it.each([
    [5_000, "just now"],
    [5 * MINUTE, "5m ago"],
    [3 * 60 * MINUTE + 1, "3h ago"],
    [6 * 24 * 60 * MINUTE, "6d ago"],
    [8 * 24 * 60 * MINUTE, "12 Nov"],
    [400 * 24 * 60 * MINUTE, "16 Oct 2025"],
    [-2 * 60 * MINUTE, "in 2h"],
  ])("says what is %i ms old as %s", (age, words) => {
    expect(formatRelative(NOW - age, NOW)).toBe(words);
  });
});

describe("formatUpcoming", () => {
  it.each([
    [5_000, "in <1m"],
    [-5_000, "in <1m"],
    [3 * MINUTE, "in 3m"],
  ])("says what is due in %i ms as %s", (left, words) => {
    expect(formatUpcoming(NOW + left, NOW)).toBe(words);
  });
});

describe("formatDuration", () => {
  it.each([
    [8_400, "8s"],
    [134_000, "2m 14s"],
    [(3 * 60 + 5) * MINUTE, "3h 05m"],
    [52 * 60 * MINUTE, "2d 4h"],
    [-1, "0s"],
  ])("writes %i ms as %s", (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });
});

describe("formatExact", () => {
  it("gives the moment in UTC to the second", () => {
    expect(formatExact(NOW + 1_000).utc).toBe("20 Nov 2026, 12:00:01 UTC");
  });
});
