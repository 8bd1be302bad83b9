import { expect, test } from "vitest";
import { inShares } from "./job-queues.mjs";

test("shares add up to the whole, however many callers take them", async () => {
  /** @type {number[]} */
  const taken = [];
  await inShares(4, 250, 100, async (count) => taken.push(count));
  expect(taken).toEqual([100, 100, 50]);
});
