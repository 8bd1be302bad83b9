import { describe, expect, it } from "vitest";
import { parseCriteria } from "./criteria";

describe("parseCriteria", () => {
  it("takes the items of lists, boxes and numbers alike", () => {
    expect(parseCriteria("- one\n* [ ] two\n3. [x] three\n4) four").points).toEqual([
      "one",
      "two",
      "three",
      "four",
    ]);
  });

  it("keeps deeper items with their item, and prose apart", () => {
    const { intro, points } = parseCriteria("It is good when:\n\n- a\n  - deeper\n- b\n");
    expect(intro).toBe("It is good when:");
    expect(points).toEqual(["a\n  - deeper", "b"]);
  });

  it("has no points for prose", () => {
    expect(parseCriteria("Tests pass.")).toEqual({ intro: "Tests pass.", points: [] });
  });
});
