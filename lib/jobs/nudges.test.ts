import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { nudgeTogether } from "./nudges";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("tells a pool once of all the jobs that came meanwhile", () => {
  const nudge = vi.fn();
  const pool = { nudge };
  nudgeTogether(pool, 250);
  for (let job = 0; job < 5; job++) pool.nudge(1);
  expect(nudge).not.toHaveBeenCalled();
  vi.advanceTimersByTime(250);
  expect(nudge.mock.calls).toEqual([[5]]);
  pool.nudge(2);
  vi.advanceTimersByTime(250);
  expect(nudge.mock.calls).toEqual([[5], [2]]);
});

it("tells a pool nothing once it stops", () => {
  const nudge = vi.fn();
  const pool = { nudge };
  const end = nudgeTogether(pool, 250);
  pool.nudge(1);
  end();
  pool.nudge(1);
  vi.advanceTimersByTime(1_000);
  expect(nudge).not.toHaveBeenCalled();
});
