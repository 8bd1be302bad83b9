import fc from "fast-check";
import { expect, it } from "vitest";
import { addDays, dayIn, daysBetween } from "./plain-date";

it("tomorrow is the next day, also in the hour before the clocks go forward", () => {
  // 28 March 2027, 23:30 in Berlin is half an hour before a day of 23 hours begins to count.
  const today = dayIn("Europe/Berlin", Date.UTC(2027, 2, 27, 22, 30));
  expect(today).toBe("2027-03-27");
  expect(addDays(today, 1)).toBe("2027-03-28");
  expect(addDays("2027-03-28", 1)).toBe("2027-03-29");
});

it("knows the day of a moment on both sides of the date line", () => {
  const moment = Date.UTC(2026, 10, 24, 10, 30);
  expect(dayIn("Pacific/Kiritimati", moment)).toBe("2026-11-25");
  expect(dayIn("Pacific/Pago_Pago", moment)).toBe("2026-11-23");
});

it("counts back what it has counted on", () => {
  const days = fc.integer({ min: 0, max: 47_000 }).map((days) => addDays("1970-01-01", days));
  fc.assert(
    fc.property(days, fc.integer({ min: -1_000, max: 1_000 }), (day, count) => {
      expect(daysBetween(day, addDays(day, count))).toBe(count);
    }),
  );
});
