import { describe, expect, it } from "vitest";
import { type CodeLine, pairRun } from "./pair-lines";

const removed = (...texts: string[]): CodeLine[] =>
  texts.map((text, at) => ({ kind: "removed", text, before: at + 1 }));
const added = (...texts: string[]): CodeLine[] =>
  texts.map((text, at) => ({ kind: "added", text, after: at + 1 }));
const texts = (before: CodeLine[], after: CodeLine[]) =>
  pairRun(before, after).map((pair) => [pair.before?.text ?? null, pair.after?.text ?? null]);

describe("pairRun", () => {
  it("sets a changed line beside what it became, past lines that are new", () => {
    expect(
      texts(
        removed("return sum(cart.items);"),
        added("// An empty cart costs nothing.", "if (!cart) return 0;", "return sum(cart.lines);"),
      ),
    ).toEqual([
      [null, "// An empty cart costs nothing."],
      [null, "if (!cart) return 0;"],
      ["return sum(cart.items);", "return sum(cart.lines);"],
    ]);
  });

  it("fills gaps side by side, so that a rewritten block is as long as its longer half", () => {
    expect(texts(removed("alpha", "beta"), added("one", "two", "three"))).toEqual([
      ["alpha", "one"],
      ["beta", "two"],
      [null, "three"],
    ]);
  });

  it("keeps the order of both versions and loses no line", () => {
    const before = removed("a = 1", "b = 2", "c = 3");
    const after = added("c = 3 + 0", "a = 1 + 0");
    const pairs = pairRun(before, after);
    expect(pairs.flatMap((pair) => pair.before ?? [])).toEqual(before);
    expect(pairs.flatMap((pair) => pair.after ?? [])).toEqual(after);
  });

  it("pairs runs of thousands of lines by their order, at once", () => {
    const many = Array.from({ length: 3_000 }, (_, at) => `line ${at}`);
    const pairs = pairRun(removed(...many), added(...many));
    expect(pairs).toHaveLength(3_000);
    expect(pairs[2_999]).toMatchObject({
      before: { text: "line 2999" },
      after: { text: "line 2999" },
    });
  });
});
