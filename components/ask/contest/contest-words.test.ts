import { expect, test } from "vitest";
import { standingInWords, worktreeInWords } from "./contest-words";
import type { Entry } from "./use-contest";

const entry = (status: string, more: object = {}) =>
  ({ task: { status }, worktree: null, change: null, ...more }) as unknown as Entry;

test("says how far everybody is", () => {
  const entries = ["in_progress", "assigned", "review", "failed"].map((status) => entry(status));
  expect(standingInWords({ entries })).toBe("2 at work, 1 handed in, 1 out");
  expect(standingInWords({ entries: [entry("review")] })).toBe("1 handed in");
});

test("says what became of a worktree only of work that was not picked", () => {
  const change = { branch: "baton/shop-2" };
  const removed = { host: "mill", stays: null };
  expect(worktreeInWords(entry("done", { worktree: removed }))).toBeNull();
  expect(worktreeInWords(entry("cancelled"))).toBeNull();
  expect(worktreeInWords(entry("cancelled", { change }))).toContain("has not said yet");
  expect(worktreeInWords(entry("cancelled", { change, worktree: removed }))).toBe(
    "Its worktree and branch were removed on mill.",
  );
  const stays = { host: "mill", stays: "1 file in it is in no commit" };
  expect(worktreeInWords(entry("cancelled", { change, worktree: stays }))).toBe(
    "Its worktree stays on mill: 1 file in it is in no commit.",
  );
});
