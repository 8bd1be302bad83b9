import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownWords } from "./word-difference";

const own = (text: string, other: string) =>
  ownWords(text, other)
    .filter(({ isOwn }) => isOwn)
    .map((stretch) => stretch.text.trim());

describe("the difference of two answers by words", () => {
  it("is what only the one says", () => {
    expect(own("Cache reads for 30 seconds.", "Cache reads for 60 seconds.")).toEqual(["30"]);
    expect(own("Use Redis, as before.", "Use the memory, as before.")).toEqual(["Redis"]);
    expect(own("Same.", "Same.")).toEqual([]);
    expect(own("All of it", "")).toEqual(["All of it"]);
  });

  it("loses nothing of the text", () => {
    const text = fc
      .array(fc.constantFrom("a", "bb", "ü", " ", "\n", ".", "1"), { maxLength: 60 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(
          ownWords(one, other)
            .map((stretch) => stretch.text)
            .join(""),
        ).toBe(one);
      }),
      { numRuns: 100, seed: 12 },
    );
  });

  it("does not compare very long texts pair by pair", () => {
    const [one, other] = ["one ".repeat(9_000), "other ".repeat(9_000)];
    expect(ownWords(`same ${one}end`, `same ${other}end`)).toHaveLength(3);
  });
});
