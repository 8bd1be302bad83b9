import { expect, test } from "vitest";
import { nextChoice } from "./move-among";

test.each([
  ["ArrowRight", 0, 1],
  ["ArrowDown", 2, 0],
  ["ArrowLeft", 0, 2],
  ["ArrowUp", 1, 0],
  ["Home", 2, 0],
  ["End", 0, 2],
  ["Enter", 1, null],
  ["x", 1, null],
])("%s on choice %i of three leads to %s", (key, from, to) => {
  expect(nextChoice(key, from, 3)).toBe(to);
});
