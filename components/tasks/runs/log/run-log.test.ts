import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lastLinesOf, lineAt, lineCount, NO_LOG, type RunLog, withChunks } from "./run-log";

type Part = string | [kind: string, data: string];

/** The answer of GET /api/runs/{id}/chunks that carries these parts after `after`. */
const answer = (parts: readonly Part[], after = 0, isOpen = true) => ({
  chunks: parts.map((part, at) => {
    const [kind, data] = typeof part === "string" ? ["text", part] : part;
    return { seq: after + at + 1, kind, data, created_at: 100 + at };
  }),
  is_open: isOpen,
  has_more: false,
  source: "stream" as const,
  next_after_seq: after + parts.length,
});

const told = (log: RunLog) =>
  Array.from({ length: lineCount(log) }, (_, at) => {
    const line = lineAt(log, at);
    return `${line?.kind}: ${line?.text}`;
  });
const textsOf = (log: RunLog) =>
  Array.from({ length: lineCount(log) }, (_, at) => lineAt(log, at)?.text);

describe("the log of a run", () => {
  it("has the same lines however the parts are cut", () => {
    const text = fc
      .array(fc.constantFrom("a", "word ", "\n", "✓ ", "x".repeat(300)), { maxLength: 60 })
      .map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, fc.array(fc.nat(40), { maxLength: 30 }), (whole, cuts) => {
        let log = NO_LOG;
        let rest = whole;
        for (const cut of cuts) {
          const part = rest.slice(0, cut);
          rest = rest.slice(cut);
          if (part !== "") log = withChunks(log, answer([part], log.seq));
        }
        if (rest !== "") log = withChunks(log, answer([rest], log.seq));
        const expected = whole.split("\n");
        if (expected.at(-1) === "") expected.pop();
        expect(textsOf(log)).toEqual(expected);
      }),
      { numRuns: 100, seed: 12 },
    );
  });

  it("leaves a log as it was when others grow from it", () => {
    const before = withChunks(NO_LOG, answer(["one\ntwo"]));
    const given = withChunks(before, answer(["!\nlost\n"], 1));
    const after = withChunks(before, answer([" and more\nthree"], 1));
    expect(textsOf(before)).toEqual(["one", "two"]);
    expect(textsOf(given)).toEqual(["one", "two!", "lost"]);
    expect(textsOf(after)).toEqual(["one", "two and more", "three"]);
  });

  it("adds without copying what is there", () => {
    const before = withChunks(NO_LOG, answer(["line\n".repeat(50_000)]));
    const after = withChunks(before, answer(["one more\n"], 1));
    expect(after.lines).toBe(before.lines);
    expect([lineCount(before), lineCount(after)]).toEqual([50_000, 50_001]);
  });

  it("ends a line where another kind of output begins", () => {
    const log = withChunks(
      NO_LOG,
      answer([
        ["text", "I look"],
        ["tool", "Bash {}\n"],
        ["log", "ok"],
        ["log", " 2\n"],
      ]),
    );
    expect(told(log)).toEqual(["text: I look", "tool: Bash {}", "log: ok 2"]);
  });

  it("carries a colour from line to line, and not into another kind of output", () => {
    const log = withChunks(
      NO_LOG,
      answer([
        ["log", "\u001b[31mred\nstill\n"],
        ["text", "not\n"],
        ["log", "no more\n"],
      ]),
    );
    const tones = log.lines.map(({ parts }) => parts?.[0]?.style.tone ?? null);
    expect(tones).toEqual(["red", "red", null, null]);
  });

  it("shows what is left of a line that was written over", () => {
    const log = withChunks(NO_LOG, answer(["10%\r50%\r100%\r\ndone\r\n 5%\r 7%"]));
    expect(textsOf(log)).toEqual(["100%", "done", " 7%"]);
  });

  it("cuts a line that never ends", () => {
    const log = withChunks(NO_LOG, answer(["x".repeat(70_000), "x".repeat(10_000), "\nend"]));
    expect(textsOf(log).map((text) => text?.length)).toEqual([32_000, 32_000, 16_000, 3]);
  });

  it("adds nothing twice when a part is told again, and says when the run has ended", () => {
    const once = withChunks(NO_LOG, answer(["a\n", "b\n"]));
    const again = withChunks(once, answer(["a\n", "b\n", "c\n"]));
    expect(textsOf(again)).toEqual(["a", "b", "c"]);
    const ended = withChunks(again, { ...answer([]), is_open: false, next_after_seq: 3 });
    expect(ended).toMatchObject({ isOpen: false, seq: 3 });
    expect(ended.lines).toBe(again.lines);
  });

  it("gives the last lines without the empty ones at the end", () => {
    const log = withChunks(NO_LOG, answer(["one\ntwo\n", "\nthree\n\n"]));
    expect(lastLinesOf(log, 2)).toEqual(["", "three"]);
    expect(lastLinesOf(log, 9)).toEqual(["one", "two", "", "three"]);
    expect(lastLinesOf(NO_LOG, 9)).toEqual([]);
  });
});
