import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createEventGate } from "./event-gate";
import { createFakeClock } from "./fake-clock";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function openGate() {
  const batches: number[][] = [];
  const fake = createFakeClock();
  const gate = createEventGate<number>((batch) => batches.push([...batch]), fake.clock);
  return { gate, batches, fake };
}

test("events are applied once per frame, in their order", async () => {
  const { gate, batches } = openGate();
  for (const id of [1, 2, 3]) gate.push(id);
  expect(batches).toEqual([]);
  await vi.advanceTimersByTimeAsync(16);
  gate.push(4);
  await vi.advanceTimersByTimeAsync(16);
  expect(batches).toEqual([[1, 2, 3], [4]]);
});

test("a hidden tab, which has no frames, applies once a second and never queues more than a bounded number", async () => {
  const { gate, batches, fake } = openGate();
  await fake.setHidden(true);
  gate.push(0);
  expect(batches).toEqual([[0]]);
  for (let id = 1; id <= 100; id++) gate.push(id);
  expect(batches).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(batches).toHaveLength(2);
  batches.length = 0;
  for (let id = 0; id < 2_000; id++) gate.push(id);
  expect(batches.flat().length).toBeGreaterThanOrEqual(1_500);
  expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(500);
});

test("what waited for a frame when the tab was hidden is applied nevertheless", async () => {
  const { gate, batches, fake } = openGate();
  gate.push(1);
  await fake.setHidden(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(batches).toEqual([[1]]);
});

test("a stopped gate applies nothing any more", async () => {
  const { gate, batches } = openGate();
  gate.push(1);
  gate.stop();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(batches).toEqual([]);
});
