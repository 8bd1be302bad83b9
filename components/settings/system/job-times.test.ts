import { expect, test } from "vitest";
import { jobTimes } from "./job-times";

test.each([
  ["* * * * *", "Every minute"],
  ["*/15 * * * *", "Every 15 minutes"],
  ["17 * * * *", "Every hour"],
  ["40 3 * * *", "Every day at 03:40 UTC"],
  ["0 9 * * 1", "0 9 * * 1 UTC"],
  ["5-9 * * * *", "5-9 * * * * UTC"],
])("a job at %s runs: %s", (cron, words) => {
  expect(jobTimes(cron)).toBe(words);
});
