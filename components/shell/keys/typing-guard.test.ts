import { beforeEach, describe, expect, test } from "vitest";
import { createTypingGuard } from "./typing-guard";

let guard = createTypingGuard();
beforeEach(() => {
  guard = createTypingGuard();
});

type Press = Parameters<typeof guard.isForText>[0];
const on =
  (isField: boolean, isMultiline: boolean) =>
  (key: string, more: Partial<Press> = {}) =>
    guard.isForText({ key, isField, isMultiline, isChord: false, ...more });
const inField = on(true, false);
const inTextarea = on(true, true);
const onPage = on(false, false);

test("keys on the page are commands as long as nothing was written", () => {
  expect(onPage("e")).toBe(false);
  expect(onPage("j")).toBe(false);
});

test("every key in a field is text", () => {
  for (const key of ["e", "Backspace", "Enter", "Escape"]) expect(inField(key)).toBe(true);
});

describe("after the field lost the focus without the user's doing", () => {
  test("the rest of the word is no command", () => {
    for (const key of ["i", "n", "v"]) inField(key);
    for (const key of ["o", "i", "c", "e"]) expect(onPage(key)).toBe(true);
  });

  test("a line break in a longer text does not end the entry", () => {
    inTextarea("a");
    inTextarea("Enter");
    expect(onPage("e")).toBe(true);
  });

  test("commands are back when the user moves", () => {
    inField("a");
    guard.moved();
    expect(onPage("e")).toBe(false);
  });
});

test.each(["Escape", "Enter", "Tab", "ArrowDown"])(
  "%s ends an entry: what follows are commands",
  (key) => {
    inField("a");
    inField(key);
    expect(onPage("e")).toBe(false);
  },
);

test("a chord ends an entry", () => {
  inTextarea("a");
  inTextarea("Enter", { isChord: true });
  expect(onPage("e")).toBe(false);
});

test("Escape pressed after the field is gone gives the keys back", () => {
  inField("a");
  expect(onPage("e")).toBe(true);
  expect(onPage("Escape")).toBe(false);
  expect(onPage("e")).toBe(false);
});
