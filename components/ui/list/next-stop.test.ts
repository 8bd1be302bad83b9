import { describe, expect, test } from "vitest";
import { nextStop, tabStop } from "./next-stop";

describe("the keys of a list", () => {
  test("arrows move by one and stop at both ends", () => {
    expect(nextStop("ArrowDown", 0, 3)).toBe(1);
    expect(nextStop("ArrowDown", 2, 3)).toBe(2);
    expect(nextStop("ArrowUp", 2, 3)).toBe(1);
    expect(nextStop("ArrowUp", 0, 3)).toBe(0);
  });

  test("home and end go to the ends", () => {
    expect(nextStop("Home", 2, 3)).toBe(0);
    expect(nextStop("End", 0, 3)).toBe(2);
  });

  test("every other key, and an empty list, are left alone", () => {
    expect(nextStop("ArrowLeft", 1, 3)).toBeNull();
    expect(nextStop("Tab", 1, 3)).toBeNull();
    expect(nextStop("End", 0, 0)).toBeNull();
  });
});

describe("the tab stop of a list", () => {
  test("is the first item until another had the focus", () => {
    expect(tabStop(["a", "b"], null)).toBe(0);
    expect(tabStop([], null)).toBeNull();
  });

  test("stays with its item when items come before it", () => {
    expect(tabStop(["new", "a", "b"], { key: "b", place: 1 })).toBe(2);
  });

  test("goes to what took the place of an item that left", () => {
    expect(tabStop(["a", "c"], { key: "b", place: 1 })).toBe(1);
    expect(tabStop(["a"], { key: "b", place: 1 })).toBe(0);
  });
});
