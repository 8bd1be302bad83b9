import { expect, it } from "vitest";
import { PlainDate } from "@/lib/core/fields";
import { dueAtOf, dueDayOf } from "./due";

it("keeps a day as a moment that is read back as the same day", () => {
  const at = dueAtOf({ due_on: "2026-11-24" });
  expect(at?.toISOString()).toBe("2026-11-24T23:59:59.000Z");
  expect(dueDayOf(at ?? null)).toBe("2026-11-24");
});

it("keeps the second that an existing client wrote", () => {
  expect(dueAtOf({ due_date: 1_900_000_000 })?.getTime()).toBe(1_900_000_000_000);
});

it("takes both where they agree, and refuses them where they do not", () => {
  const seconds = Date.UTC(2026, 10, 24, 15) / 1000;
  expect(dueAtOf({ due_on: "2026-11-24", due_date: seconds })?.getTime()).toBe(seconds * 1000);
  expect(() => dueAtOf({ due_on: "2026-11-25", due_date: seconds })).toThrow(/due_on/);
  expect(() => dueAtOf({ due_on: "2026-11-25", due_date: null })).toThrow(/due_on/);
});

it("tells clearing from saying nothing", () => {
  expect(dueAtOf({ due_on: null })).toBeNull();
  expect(dueAtOf({ due_date: null })).toBeNull();
  expect(dueAtOf({})).toBeUndefined();
});

it.each(["2026-11-31", "24 Nov", "2026-11-24T00:00:00Z", "2100-01-01", "1969-12-31", ""])(
  "refuses %j as a day",
  (day) => {
    expect(PlainDate.safeParse(day).success).toBe(false);
  },
);
