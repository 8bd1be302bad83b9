import { expect, test } from "vitest";
import { handleOf, mentionAt } from "./mention-match";

test.each([
  ["@", 1, { start: 0, typed: "" }],
  ["hello @sco", 10, { start: 6, typed: "sco" }],
  ["(@a", 3, { start: 1, typed: "a" }],
  ["mail@example", 12, null],
  ["@scout done", 11, null],
  ["@scout done", 4, { start: 0, typed: "sco" }],
])("%j at %i", (text, caret, found) => {
  expect(mentionAt(text, caret)).toEqual(found);
});

test("a name with spaces is called with dashes", () => {
  expect(handleOf("Code Reviewer 2")).toBe("Code-Reviewer-2");
});
