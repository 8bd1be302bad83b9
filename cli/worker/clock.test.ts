import { expect, it } from "vitest";
import { Clock } from "./clock";

function clockAt(start = 5_000) {
  let now = start;
  const clock = new Clock(() => now);
  return { clock, pass: (ms: number) => (now += ms) };
}

it("counts the time that passes in steps", () => {
  const { clock, pass } = clockAt();
  pass(900);
  expect(clock.tick(1_000)).toBe(900);
  pass(1_000);
  expect(clock.tick(1_000)).toBe(1_900);
});

it("counts one step of a night in which the machine slept", () => {
  const { clock, pass } = clockAt();
  pass(8 * 3_600_000);
  expect(clock.tick(2_000)).toBe(2_000);
});

it("stands still while anything waits for a person", () => {
  const { clock, pass } = clockAt();
  clock.pause();
  clock.pause();
  pass(500);
  expect(clock.tick(1_000)).toBe(0);
  clock.resume();
  pass(500);
  expect(clock.tick(1_000)).toBe(0);
  clock.resume();
  pass(500);
  expect(clock.tick(1_000)).toBe(500);
});
