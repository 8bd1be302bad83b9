import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inProject } from "../../scripts/project.mjs";
import { sectionText } from "./markdown.mjs";

test("a section without a calibration of the server, as the soak's, is written with its figures alone", () => {
  const text = sectionText({
    name: "soak",
    title: "Four screens",
    reading: "How it was measured.",
    columns: [
      { key: "screen", label: "screen" },
      { key: "longestTaskMs", label: "longest task", unit: "ms" },
    ],
    rows: [
      { screen: "/inbox", longestTaskMs: 120 },
      { screen: "/board", longestTaskMs: "-" },
      { screen: "/costs" },
    ],
    checks: [{ what: "it held", holds: true }],
    aims: [],
  });
  expect(text).toMatch(/## Four screens\n\nHow it was measured\.\n\n\| screen/);
  expect(text).toMatch(/\| \/inbox +\| +120 ms \|/);
  expect(text).toMatch(/\| \/costs +\| +\|/);
  expect(text).toContain("- yes: it held");
});

test("the soak that is kept can be written again", () => {
  expect(
    sectionText(JSON.parse(readFileSync(inProject("bench/results/soak.json"), "utf8"))),
  ).toContain("/inbox");
});
