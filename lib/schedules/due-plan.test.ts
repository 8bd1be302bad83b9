import { describe, expect, it } from "vitest";
import { planDue } from "./due-plan";

const at = (time: string) => new Date(`2026-11-20T${time}Z`);
const RUN = { missed: "run", missedWindowHours: 24 } as const;
const SKIP = { missed: "skip", missedWindowHours: 24 } as const;
const cron = (pattern: string) => ({ cron: pattern, onceAt: null, timezone: "UTC" });
const hours = (list: { dueAt: Date }[]) =>
  list.map(({ dueAt }) => dueAt.toISOString().slice(11, 16));

describe("what is done about due times", () => {
  it("on time they run, and the next follows from them", () => {
    const plan = planDue(cron("0 9 * * *"), at("09:00"), at("09:00:30"), RUN);
    expect(hours(plan.runs)).toEqual(["09:00"]);
    expect(plan.next).toEqual(new Date("2026-11-21T09:00:00Z"));
    expect(plan.missed).toBeNull();
  });

  it("late hourly ones run one by one", () => {
    const plan = planDue(cron("0 * * * *"), at("06:00"), at("09:30"), RUN);
    expect(hours(plan.runs)).toEqual(["06:00", "07:00", "08:00", "09:00"]);
    expect(plan.runs.every(({ count }) => count === 1)).toBe(true);
  });

  it("late ones less than an hour apart become one", () => {
    const plan = planDue(cron("*/5 * * * *"), at("06:00"), at("09:02"), RUN);
    expect(plan.runs).toEqual([{ dueAt: at("09:00"), firstDueAt: at("06:00"), count: 37 }]);
    expect(plan.next).toEqual(at("09:05"));
  });

  it("each of a business day's bursts becomes one", () => {
    const plan = planDue(cron("0,10 6,8 * * *"), at("06:00"), at("12:00"), RUN);
    expect(plan.runs.map(({ count }) => count)).toEqual([2, 2]);
  });

  it("those older than the window are only counted", () => {
    const plan = planDue(cron("0 * * * *"), at("00:00"), at("09:30"), {
      missed: "run",
      missedWindowHours: 2,
    });
    expect(hours(plan.runs)).toEqual(["08:00", "09:00"]);
    expect(plan.missed).toEqual({ dueAt: at("07:00"), firstDueAt: at("00:00"), count: 8 });
  });

  it("with skip nothing late runs", () => {
    const plan = planDue(cron("0 * * * *"), at("00:00"), at("09:30"), SKIP);
    expect(plan.runs).toEqual([]);
    expect(plan.missed?.count).toBe(10);
    expect(plan.next).toEqual(at("10:00"));
  });

  it("with skip what is on time runs", () => {
    const plan = planDue(cron("0 * * * *"), at("08:00"), at("09:00:10"), SKIP);
    expect(hours(plan.runs)).toEqual(["09:00"]);
    expect(plan.missed?.count).toBe(1);
  });

  it("what happens once has no next time", () => {
    const once = { cron: null, onceAt: at("09:00"), timezone: "UTC" };
    const plan = planDue(once, at("09:00"), at("09:00"), RUN);
    expect(hours(plan.runs)).toEqual(["09:00"]);
    expect(plan.next).toBeNull();
  });

  it("months of every minute are gone through in bounded time", () => {
    const plan = planDue(cron("* * * * *"), new Date("2020-01-01T00:00:00Z"), at("09:00"), RUN);
    expect(plan.runs).toHaveLength(1);
    expect(plan.runs[0]?.dueAt).toEqual(at("09:00"));
    expect(plan.missed?.count).toBeGreaterThanOrEqual(5_000);
    expect(plan.next).toEqual(at("09:01"));
  });
});
