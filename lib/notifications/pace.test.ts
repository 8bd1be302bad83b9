import { describe, expect, it } from "vitest";
import { DEFAULT_RULE, dueAt, type Preferences, quietUntil } from "./pace";

const berlin = (from: string, until: string): Preferences => ({
  timezone: "Europe/Berlin",
  quiet_hours: { from, until },
  pausedUntil: null,
});
const at = (text: string): Date => new Date(text);
const until = (preferences: Preferences, text: string): string | null =>
  quietUntil(preferences, at(text))?.toISOString() ?? null;

describe("quiet hours", () => {
  const night = berlin("22:00", "07:00");

  it("hold back what comes between their beginning and their end, over midnight too", () => {
    expect(until(night, "2026-11-20T20:59:59Z")).toBeNull();
    expect(until(night, "2026-11-20T21:00:00Z")).toBe("2026-11-21T06:00:00.000Z");
    expect(until(night, "2026-11-21T02:00:00Z")).toBe("2026-11-21T06:00:00.000Z");
    expect(until(night, "2026-11-21T06:00:00Z")).toBeNull();
    expect(until(berlin("12:00", "13:00"), "2026-11-21T11:30:00Z")).toBe(
      "2026-11-21T12:00:00.000Z",
    );
  });

  it("end at the same time of day on nights when the clocks change", () => {
    // Clocks go forward on 29 March 2026 and back on 25 October 2026.
    expect(until(night, "2026-03-28T23:00:00Z")).toBe("2026-03-29T05:00:00.000Z");
    expect(until(night, "2026-10-24T23:00:00Z")).toBe("2026-10-25T06:00:00.000Z");
  });

  it("neither keep a message for a day nor lose it when their end is skipped or comes twice", () => {
    const early = berlin("22:00", "02:30");
    // 02:30 does not exist: they end after the gap.
    expect(until(early, "2026-03-29T00:30:00Z")).toBe("2026-03-29T01:00:00.000Z");
    expect(until(early, "2026-03-29T01:00:00Z")).toBeNull();
    // 02:30 comes twice: they end the first time, and do not begin again.
    expect(until(early, "2026-10-25T00:10:00Z")).toBe("2026-10-25T00:30:00.000Z");
    for (const minute of ["00:30", "00:45", "01:10", "01:29", "01:30", "02:00"])
      expect(until(early, `2026-10-25T${minute}:00Z`), minute).toBeNull();
  });

  it("never last longer than they say, whatever the zone and the day", () => {
    const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"];
    for (const timezone of zones) {
      for (const clock of ["00:00", "01:45", "02:15", "03:00"]) {
        const preferences = { ...berlin("20:00", clock), timezone };
        for (let hour = 0; hour < 24 * 365; hour += 23) {
          const now = new Date(Date.UTC(2026, 0, 1, hour, 17));
          const end = quietUntil(preferences, now);
          if (end === null) continue;
          expect(end.getTime() - now.getTime()).toBeLessThanOrEqual(9 * 3_600_000);
          expect(quietUntil(preferences, end)).toBeNull();
        }
      }
    }
  });

  it("follow a pause that ends within them", () => {
    const paused = { ...night, pausedUntil: at("2026-11-21T00:00:00Z") };
    expect(until(paused, "2026-11-20T12:00:00Z")).toBe("2026-11-21T06:00:00.000Z");
    const noon = { ...night, pausedUntil: at("2026-11-21T12:00:00Z") };
    expect(until(noon, "2026-11-20T12:00:00Z")).toBe("2026-11-21T12:00:00.000Z");
  });
});

describe("what a rule sends", () => {
  const now = at("2026-11-20T12:00:00Z");
  const awake = berlin("22:00", "07:00");
  const due = (rule: Partial<typeof DEFAULT_RULE>, from = now, group: Date | null = null) =>
    dueAt({ ...DEFAULT_RULE, ...rule }, awake, from, group).toISOString();

  it("is due at once, or with the group that is being gathered", () => {
    expect(due({ pace: "now" })).toBe("2026-11-20T12:00:00.000Z");
    expect(due({ pace: "grouped", group_minutes: 15 })).toBe("2026-11-20T12:15:00.000Z");
    const group = at("2026-11-20T12:04:00Z");
    expect(due({ pace: "grouped", group_minutes: 15 }, now, group)).toBe(group.toISOString());
  });

  it("waits for the end of quiet hours, unless the rule goes through them", () => {
    const night = at("2026-11-20T23:00:00Z");
    expect(due({ pace: "now" }, night)).toBe("2026-11-21T06:00:00.000Z");
    expect(due({ pace: "now", through_quiet: true }, night)).toBe(night.toISOString());
    // Gathered before, due within.
    const evening = at("2026-11-20T20:59:30Z");
    expect(due({ pace: "grouped", group_minutes: 1 }, evening)).toBe("2026-11-21T06:00:00.000Z");
  });

  it("comes as a digest at a time of the day or week in the person's zone", () => {
    expect(due({ pace: "daily" })).toBe("2026-11-21T07:00:00.000Z");
    expect(due({ pace: "daily", digest_at: "18:30" })).toBe("2026-11-20T17:30:00.000Z");
    expect(due({ pace: "weekly" })).toBe("2026-11-23T07:00:00.000Z");
    expect(due({ pace: "weekly", digest_at: "23:15", digest_weekday: 0 })).toBe(
      "2026-11-22T22:15:00.000Z",
    );
  });
});
