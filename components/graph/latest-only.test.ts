import { expect, it, vi } from "vitest";
import { createLatestOnly } from "./latest-only";

/** Work that the test lets finish. */
function slowWork() {
  const done: number[] = [];
  const finish: (() => void)[] = [];
  const work = async (wanted: number, isStopped: () => boolean) => {
    await new Promise<void>((resolve) => finish.push(resolve));
    if (!isStopped()) done.push(wanted);
  };
  return { done, finish, work };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

it("finishes what is under way, then does the newest of what was asked meanwhile", async () => {
  const { done, finish, work } = slowWork();
  const latest = createLatestOnly<number>();
  for (const wanted of [1, 2, 3, 4]) latest.run(wanted, work, () => {});
  expect(finish).toHaveLength(1);
  finish[0]?.();
  await settle();
  expect(done).toEqual([1]);
  expect(finish).toHaveLength(2);
  finish[1]?.();
  await settle();
  expect(done).toEqual([1, 4]);
});

it("shows one after the other to somebody who changes it faster than it can be done", async () => {
  const { done, finish, work } = slowWork();
  const latest = createLatestOnly<number>();
  latest.run(0, work, () => {});
  for (let round = 1; round <= 5; round++) {
    latest.run(round * 10, work, () => {});
    latest.run(round * 10 + 1, work, () => {});
    finish.at(-1)?.();
    await settle();
  }
  expect(done).toEqual([0, 11, 21, 31, 41]);
});

it("goes on after a failure, and says that there was one", async () => {
  const latest = createLatestOnly<number>();
  const onError = vi.fn();
  latest.run(1, () => Promise.reject(new Error("no worker")), onError);
  await settle();
  expect(onError).toHaveBeenCalledOnce();
  const { done, finish, work } = slowWork();
  latest.run(2, work, onError);
  finish[0]?.();
  await settle();
  expect(done).toEqual([2]);
});

it("shows nothing any more once it is stopped, and starts again when asked", async () => {
  const { done, finish, work } = slowWork();
  const latest = createLatestOnly<number>();
  latest.run(1, work, () => {});
  latest.run(2, work, () => {});
  latest.stop();
  finish[0]?.();
  await settle();
  expect(done).toEqual([]);
  expect(finish).toHaveLength(1);
  latest.run(3, work, () => {});
  finish[1]?.();
  await settle();
  expect(done).toEqual([3]);
});
