import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { EventWire } from "@/lib/events/shapes";
import { createTail, MOST_KEPT } from "./tail";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function opened() {
  const shown: number[] = [];
  const told: number[] = [];
  let changes = 0;
  let restarts = 0;
  const tail = createTail({
    show(events) {
      changes++;
      shown.push(...events.map(({ id }) => id));
    },
    restart: () => restarts++,
    waiting: (count) => told.push(count),
  });
  let id = 0;
  const come = (events: number) =>
    tail.heard(Array.from({ length: events }, () => ({ id: ++id }) as EventWire));
  return { tail, come, shown, told, of: () => ({ changes, restarts }) };
}

describe("the live end of the activity", () => {
  test("shows what happens, in order, at most four times a second", () => {
    const { come, shown, of } = opened();
    for (let frame = 0; frame < 60; frame++) {
      come(3);
      vi.advanceTimersByTime(1_000 / 60);
    }
    vi.advanceTimersByTime(250);
    expect(shown).toEqual(Array.from({ length: 180 }, (_, index) => index + 1));
    expect(of().changes).toBeLessThanOrEqual(5);
  });

  test("counts while it is held, and shows what came when it goes on", () => {
    const { tail, come, shown, told } = opened();
    tail.hold();
    come(2);
    vi.advanceTimersByTime(250);
    come(3);
    vi.advanceTimersByTime(250);
    expect(shown).toEqual([]);
    expect(told).toEqual([2, 5]);
    tail.release();
    expect(shown).toEqual([1, 2, 3, 4, 5]);
    expect(told.at(-1)).toBe(0);
  });

  test("shows what was on its way when it is held", () => {
    const { tail, come, shown } = opened();
    come(1);
    tail.hold();
    expect(shown).toEqual([1]);
  });

  test("keeps a bounded number, counts the rest, and then reads anew", () => {
    const { tail, come, shown, told, of } = opened();
    tail.hold();
    for (let round = 0; round < 10; round++) come(MOST_KEPT);
    vi.advanceTimersByTime(250);
    expect(told).toEqual([10 * MOST_KEPT]);
    tail.release();
    expect(shown).toEqual([]);
    expect(of().restarts).toBe(1);
  });
});
