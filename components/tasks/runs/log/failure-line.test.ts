import { expect, it } from "vitest";
import { failureLine } from "./failure-line";
import { NO_LOG, withChunks } from "./run-log";

const log = (...lines: string[]) =>
  withChunks(NO_LOG, {
    chunks: [{ seq: 1, kind: "log", data: lines.join("\n"), created_at: 1 }],
    is_open: false,
    has_more: false,
    source: "log",
    next_after_seq: 1,
  });

it("opens at the line that the run's error repeats", () => {
  const said = log("start", "Error: cannot find module 'x'", "  at y", "error: exit 1", "bye");
  expect(failureLine(said, "\nError: cannot find module 'x'\n  at y")).toBe(1);
});

it("opens at the last line that speaks of trouble, where the error is not in the log", () => {
  const said = log("error: first", "ok", "\u001b[31m ✗ retries twice\u001b[0m", "0 errors", "done");
  expect(failureLine(said, "the program ended with exit code 1")).toBe(2);
  expect(failureLine(said, null)).toBe(2);
  expect(failureLine(log("ok", "TypeError: x is not a function", "bye"), null)).toBe(1);
});

it("opens at the end where nothing speaks of trouble", () => {
  expect(failureLine(log("one", "no errors", "failover ready"), null)).toBe(2);
  expect(failureLine(NO_LOG, "boom")).toBeNull();
});
