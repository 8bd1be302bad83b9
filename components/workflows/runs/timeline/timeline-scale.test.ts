import { expect, test } from "vitest";
import { marksOf, placeOf, scaleOf } from "./timeline-scale";

test("reaches to now while a run goes on, and to its end afterwards", () => {
  expect(scaleOf(100, null, 160)).toEqual({ start: 100, end: 160 });
  expect(scaleOf(100, 130, 160)).toEqual({ start: 100, end: 130 });
  expect(scaleOf(100, 100, 160)).toEqual({ start: 100, end: 101 });
});

test("places a period by its share, and what lasts to the end", () => {
  const scale = { start: 100, end: 200 };
  expect(placeOf(scale, 150, 175)).toEqual({ left: 0.5, width: 0.25 });
  expect(placeOf(scale, 150, null)).toEqual({ left: 0.5, width: 0.5 });
  expect(placeOf(scale, 50, 300)).toEqual({ left: 0, width: 1 });
});

test("marks round times, as many as have room", () => {
  expect(marksOf({ start: 7, end: 67 }, 600)).toEqual([0, 10, 20, 30, 40, 50, 60]);
  expect(marksOf({ start: 0, end: 3_600 }, 400)).toEqual([0, 900, 1_800, 2_700, 3_600]);
  expect(marksOf({ start: 0, end: 1 }, 50)).toEqual([0, 1]);
  for (const span of [1, 59, 4_000, 90_000, 40_000_000, 3e9])
    expect(marksOf({ start: 0, end: span }, 600).length).toBeLessThanOrEqual(8);
});
