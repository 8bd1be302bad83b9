import { describe, expect, it } from "vitest";
import { matchKeys, strokeOf } from "./key-match";

const press = (
  key: string,
  held: Partial<Record<"metaKey" | "ctrlKey" | "altKey" | "shiftKey", boolean>> = {},
) => strokeOf({ key, metaKey: false, ctrlKey: false, altKey: false, shiftKey: false, ...held });

describe("strokeOf", () => {
  it("writes ⌘ and Ctrl as the same key", () => {
    expect(press("k", { metaKey: true })).toBe("mod+k");
    expect(press("k", { ctrlKey: true })).toBe("mod+k");
  });

  it("names a shifted sign by the sign and a shifted letter by the shift", () => {
    expect(press("?", { shiftKey: true })).toBe("?");
    expect(press("R", { shiftKey: true })).toBe("shift+r");
    expect(press("Enter", { shiftKey: true })).toBe("shift+enter");
  });
});

describe("strokeOf on other layouts", () => {
  it("names a sign typed with AltGr or Option by the sign", () => {
    expect(press("[", { ctrlKey: true, altKey: true })).toBe("[");
    expect(press("[", { altKey: true })).toBe("[");
  });
});

describe("matchKeys", () => {
  const bindings = [
    ["g i", "inbox"],
    ["g b", "board"],
    ["c", "create"],
    ["c", "create here"],
  ] as const;

  it("waits for the rest of a sequence", () => {
    expect(matchKeys(["g"], bindings)).toEqual({ kind: "partial" });
    expect(matchKeys(["g", "b"], bindings)).toEqual({ kind: "full", target: "board" });
  });

  it("gives a key bound twice to the later binding", () => {
    expect(matchKeys(["c"], bindings)).toEqual({ kind: "full", target: "create here" });
  });

  it("knows nothing of other keys", () => {
    expect(matchKeys(["g", "x"], bindings)).toEqual({ kind: "none" });
  });
});
