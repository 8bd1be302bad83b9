import { describe, expect, it } from "vitest";
import { scorePaletteItem } from "./palette-score";

describe("scorePaletteItem", () => {
  const label = "Go to Agents";

  it("finds an action by the beginnings of its words, in any order", () => {
    expect(scorePaletteItem("go.agents", "ag go", [label])).toBeGreaterThan(0);
  });

  it("finds an action by its further keywords", () => {
    expect(
      scorePaletteItem("theme.toggle", "appear", ["Switch between dark and light", "appearance"]),
    ).toBeGreaterThan(0);
  });

  it("hides an action that only has the letters somewhere", () => {
    expect(scorePaletteItem("go.agents", "gate", [label])).toBe(0);
  });

  it("puts the label that begins with the query first", () => {
    expect(scorePaletteItem("go.agents", "go to", [label])).toBeGreaterThan(
      scorePaletteItem("go.agents", "agents", [label]),
    );
  });

  it("keeps a task that the server matched, below every action", () => {
    const task = scorePaletteItem("task:BATON-012", "gate");
    expect(task).toBeGreaterThan(0);
    expect(task).toBeLessThan(scorePaletteItem("go.agents", "agents", [label]));
  });
});
