import { describe, expect, it } from "vitest";
import { formatDuration, toMillis } from "./times";

const NOW = Date.UTC(2026, 10, 20, 12);
const MINUTE = 60_000;

describe("toMillis", () => {
  it("reads seconds, milliseconds, ISO strings and dates as the same moment", () => {
    const moments = [NOW / 1000, NOW, new Date(NOW).toISOString(), new Date(NOW)];
    expect(moments.map(toMillis)).toEqual([NOW, NOW, NOW, NOW]);
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
