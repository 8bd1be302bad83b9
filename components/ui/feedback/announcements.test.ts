import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { announce, announceLoading, announcements, NOTHING_SAID } from "./announcements";

beforeEach(() => {
  vi.useFakeTimers();
  announcements.set(NOTHING_SAID);
});
afterEach(() => vi.useRealTimers());

function heard(): string[] {
  const all: string[] = [];
  announcements.subscribe(() => all.push(announcements.get().polite));
  return all;
}

test("the same message again is a new message", () => {
  announce("Put back.");
  const first = announcements.get().polite;
  announce("Put back.");
  expect(announcements.get().polite).not.toBe(first);
  expect(announcements.get().polite.trim()).toBe("Put back.");
});

test("a polite message and an urgent one do not replace each other", () => {
  announce("12 tasks match");
  announce("TASK-1 lifted", "assertive");
  expect(announcements.get()).toEqual({ polite: "12 tasks match", assertive: "TASK-1 lifted" });
});

test("parts that load together are announced once, and so is their end", () => {
  const said = heard();
  const ends = ["Loading Inbox", "Loading Assigned", "Loading Review"].map(announceLoading);
  vi.runAllTimers();
  for (const end of ends) end();
  expect(said).toEqual(["Loading Inbox", "Loaded"]);
});

test("what is there at once is not announced", () => {
  const said = heard();
  announceLoading("Loading tasks")();
  vi.runAllTimers();
  expect(said).toEqual([]);
});
