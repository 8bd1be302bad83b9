import { describe, expect, test } from "vitest";
import { createStore, createStoredText } from "./create-store";

describe("a store", () => {
  test("tells those who follow it, until they leave, and not when nothing changed", () => {
    const store = createStore(1);
    const heard: number[] = [];
    const leave = store.subscribe(() => heard.push(store.get()));
    store.set(2);
    store.set(2);
    store.set((before) => before + 1);
    leave();
    store.set(9);
    expect(heard).toEqual([2, 3]);
    expect(store.get()).toBe(9);
  });
});

describe("a text kept in the browser", () => {
  test("lasts as long as the page where storage is forbidden", () => {
    const forbidden = (): Storage => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
    const text = createStoredText("choice", forbidden);
    expect(text.get()).toBeNull();
    text.set("on");
    expect(text.get()).toBe("on");
    text.set(null);
    expect(text.get()).toBeNull();
  });

  test("lasts as long as the page where storage is full", () => {
    const full = {
      getItem: () => null,
      removeItem: () => {},
      setItem: () => {
        throw new DOMException("Quota exceeded.", "QuotaExceededError");
      },
    };
    const text = createStoredText("choice", () => full);
    const heard: (string | null)[] = [];
    text.subscribe(() => heard.push(text.get()));
    text.set("on");
    expect(heard).toEqual(["on"]);
  });
});
