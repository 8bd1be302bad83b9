import { expect, it } from "vitest";
import { addMonths, weeksOf } from "./month-grid";

it("lays a month out in whole weeks from Monday", () => {
  const weeks = weeksOf("2026-11");
  expect(weeks.map((week) => [week[0], week[6]])).toEqual([
    ["2026-10-26", "2026-11-01"],
    ["2026-11-02", "2026-11-08"],
    ["2026-11-09", "2026-11-15"],
    ["2026-11-16", "2026-11-22"],
    ["2026-11-23", "2026-11-29"],
    ["2026-11-30", "2026-12-06"],
  ]);
  // A February that begins on a Monday needs no other days.
  expect(weeksOf("2027-02")).toHaveLength(4);
});

it("counts months across the year", () => {
  expect(addMonths("2026-11", 2)).toBe("2027-01");
  expect(addMonths("2027-01", -1)).toBe("2026-12");
});
