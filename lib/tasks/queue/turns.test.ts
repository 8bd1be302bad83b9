import { expect, test, vi } from "vitest";
import { Turns } from "./turns";

const open = new AbortController().signal;

test("a few run at once, the others in the order in which they came", async () => {
  const turns = new Turns(2);
  const began: number[] = [];
  let running = 0;
  let most = 0;
  const work = async (n: number) => {
    expect(await turns.begin(60_000, open)).toBe("begun");
    began.push(n);
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
    turns.end();
  };
  await Promise.all(Array.from({ length: 50 }, (_, n) => work(n)));
  expect(began).toEqual(Array.from({ length: 50 }, (_, n) => n));
  expect([most, turns.waiting]).toEqual([2, 0]);
});

test("who leaves the line is passed over, and takes no place with it", async () => {
  const turns = new Turns(1);
  const gone = new AbortController();
  await turns.begin(60_000, open);
  const left = turns.begin(60_000, gone.signal);
  const next = turns.begin(60_000, open);
  gone.abort();
  expect(await left).toBe("gone");
  turns.end();
  expect(await next).toBe("begun");
  turns.end();
  expect(await turns.begin(60_000, open)).toBe("begun");
  expect(await turns.begin(60_000, gone.signal)).toBe("gone");
});

test("a turn that does not come in time is given up", async () => {
  vi.useFakeTimers();
  try {
    const turns = new Turns(1);
    await turns.begin(1_000, open);
    const late = turns.begin(1_000, open);
    vi.advanceTimersByTime(1_000);
    expect([await late, turns.waiting]).toEqual(["time is up", 0]);
    turns.end();
    expect(await turns.begin(1_000, open)).toBe("begun");
  } finally {
    vi.useRealTimers();
  }
});
