import { expect, it } from "vitest";
import { drawn, PLAIN } from "./ansi";
import { piecesOf } from "./pieces";

const told = (...of: Parameters<typeof piecesOf>) =>
  piecesOf(...of).map(({ text, style, mark }) =>
    [text, style.tone, mark ? (mark.isCurrent ? "current" : "marked") : null].filter(Boolean),
  );

it("cuts a line where its colours change and where something was found", () => {
  const { text, parts } = drawn("a \u001b[31mred word\u001b[0m end", PLAIN);
  expect(told(text, parts, [])).toEqual([["a "], ["red word", "red"], [" end"]]);
  const marks = [
    { from: 0, to: 4, isCurrent: false },
    { from: 6, to: 12, isCurrent: true },
  ];
  expect(told(text, parts, marks)).toEqual([
    ["a ", "marked"],
    ["re", "red", "marked"],
    ["d ", "red"],
    ["word", "red", "current"],
    [" e", "current"],
    ["nd"],
  ]);
});

it("ends where the line is cut", () => {
  expect(told("abcdef", null, [{ from: 3, to: 6, isCurrent: false }], 4)).toEqual([
    ["abc"],
    ["d", "marked"],
  ]);
  expect(piecesOf("", null, [])).toEqual([]);
});
