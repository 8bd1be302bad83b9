import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { STATUSES, TRANSITIONS } from "./lifecycle";
import { lifecycleDocument } from "./lifecycle-diagram";

const file = new URL("../../docs/lifecycle.md", import.meta.url);

it("docs/lifecycle.md is what the table says; else run scripts/lifecycle-diagram.mjs", () => {
  expect(readFileSync(file, "utf8")).toBe(lifecycleDocument());
});

it("the drawing leads from and to every status that the table does", () => {
  const drawing = lifecycleDocument().split("```")[1] ?? "";
  for (const status of STATUSES) expect(drawing).toMatch(new RegExp(`--> ${status}\\b`));
  expect(drawing.match(/-->/g)?.length).toBeLessThan(TRANSITIONS.length);
});
