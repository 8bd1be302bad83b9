import { describe, expect, it } from "vitest";
import { anchorInWords, anchorOf, rangeOfAnchor, WHOLE_FILE } from "./anchors";

const COMMIT = "a".repeat(40);

describe("anchors", () => {
  it.each([
    { path: "a.ts", side: "after", start: 3, end: 5 },
    { path: "a.ts", side: "before", start: 3, end: 3 },
    { path: "a.ts", side: "after", start: WHOLE_FILE, end: WHOLE_FILE },
  ] as const)("go to the server and come back: %o", (range) => {
    expect(rangeOfAnchor(anchorOf(range, COMMIT))).toEqual(range);
  });

  it("are told in words", () => {
    const words = (side: "after" | "before", start: number, end: number) =>
      anchorInWords(anchorOf({ path: "a.ts", side, start, end }, COMMIT));
    expect(words("after", 3, 3)).toBe("line 3");
    expect(words("before", 3, 5)).toBe("lines 3 to 5 of the old version");
    expect(words("after", WHOLE_FILE, WHOLE_FILE)).toBe("the whole file");
    expect(
      anchorInWords({ kind: "text", field: "resolution", paragraph: 2, hash: "0".repeat(16) }),
    ).toBe("paragraph 3 of the resolution");
  });
});
