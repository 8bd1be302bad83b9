import { describe, expect, it } from "vitest";
import { wordDifference } from "./word-difference";

/** Changed stretches in brackets. */
const marked = (before: string, after: string) => {
  const found = wordDifference(before, after);
  const text = (side: "before" | "after") =>
    found?.[side].map(({ text: of, changed }) => (changed ? `[${of}]` : of)).join("");
  return found && [text("before"), text("after")];
};

describe("wordDifference", () => {
  it("marks the words in which two versions differ, and no half words", () => {
    expect(marked("return sum(cart.items);", "return sum(cart.lines);")).toEqual([
      "return sum(cart.[items]);",
      "return sum(cart.[lines]);",
    ]);
  });

  it("marks what only one version has", () => {
    expect(marked("total(cart)", "total(cart, tax)")).toEqual([
      "total(cart)",
      "total(cart[, tax])",
    ]);
  });

  it("joins words with only blanks between them", () => {
    expect(marked("the old long name of x", "the new short name of x")).toEqual([
      "the [old long] name of x",
      "the [new short] name of x",
    ]);
  });

  it("marks a change of blanks alone", () => {
    expect(marked("  a();", "    a();")).toEqual(["[  ]a();", "[    ]a();"]);
  });

  it("marks nothing in lines that have little in common", () => {
    expect(marked("import { readFile } from 'fs';", "const total = 0;")).toBeNull();
  });

  it("leaves lines alone that are data, and equal ones", () => {
    expect(marked("x".repeat(2_000), `${"x".repeat(2_000)} y`)).toBeNull();
    expect(marked("same", "same")).toBeNull();
  });

  it("loses no letter of either version", () => {
    const [before, after] = ["ä = f(a,b) ; // x", "ä = g(a, c) ; // y"];
    const found = wordDifference(before, after);
    expect(found?.before.map(({ text }) => text).join("")).toBe(before);
    expect(found?.after.map(({ text }) => text).join("")).toBe(after);
  });
});
