import { describe, expect, it } from "vitest";
import { findWords, matchFrom } from "./find-lines";
import { NO_LOG, type RunLog, withChunks } from "./run-log";

const grown = (log: RunLog, data: string): RunLog =>
  withChunks(log, {
    chunks: [{ seq: log.seq + 1, kind: "log", data, created_at: 1 }],
    is_open: true,
    has_more: false,
    source: "stream",
    next_after_seq: log.seq + 1,
  });

describe("finding words in a log", () => {
  it("finds them whatever their case, several in one line, and takes them literally", () => {
    const log = grown(NO_LOG, "Error (1) error\nnothing\nan ERROR (1)\n");
    expect(findWords(log, "error").matches).toEqual([
      { line: 0, from: 0, to: 5 },
      { line: 0, from: 10, to: 15 },
      { line: 2, from: 3, to: 8 },
    ]);
    expect(findWords(log, "(1)").matches).toHaveLength(2);
    expect(findWords(log, "").matches).toEqual([]);
  });

  it("finds the same in a log that grows, also in a line that was not at its end", () => {
    let log = grown(NO_LOG, "one\ntw");
    let found = findWords(log, "two");
    expect(found.matches).toEqual([]);
    for (const more of ["o\n", "two two", "\nthree\nand tw", "o"]) {
      log = grown(log, more);
      found = findWords(log, "two", found);
      expect(found.matches).toEqual(findWords(log, "two").matches);
    }
    expect(found.matches).toHaveLength(4);
  });

  it("looks only through what is new", () => {
    const log = grown(NO_LOG, "a\n".repeat(50));
    const found = findWords(log, "a");
    const more = grown(log, "a\n");
    const blind = { ...more, lines: [...Array(50).fill(undefined), ...more.lines.slice(50)] };
    expect(findWords(blind, "a", found).matches).toHaveLength(51);
  });

  it("stops counting where nobody looks any more", () => {
    const log = grown(NO_LOG, "aaaaaaaaaa\n".repeat(1_001));
    expect(findWords(log, "a")).toMatchObject({ isCut: true });
    expect(findWords(log, "a").matches).toHaveLength(10_000);
  });

  it("goes on from a line, and round at the end", () => {
    const { matches } = findWords(grown(NO_LOG, "x\n\nx\n\nx\n"), "x");
    expect([0, 1, 3, 5].map((line) => matchFrom(matches, line))).toEqual([0, 1, 2, 0]);
    expect(matchFrom([], 3)).toBe(-1);
  });
});
