import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { runProgram } from "../../scripts/program.mjs";
import { inProject } from "../../scripts/project.mjs";
import { sectionText } from "./markdown.mjs";

const kept = "bench/results/soak.json";
const results = "bench/RESULTS.md";

/** Keeps the figures of a soak: as JSON, and as the last section of bench/RESULTS.md. @param {import("./markdown.mjs").Section} section */
export async function keepSoak(section) {
  const rounded = JSON.parse(
    JSON.stringify(section, (_, value) =>
      typeof value === "number" ? Math.round(value * 1000) / 1000 : value,
    ),
  );
  writeFileSync(inProject(kept), `${JSON.stringify(rounded, null, 2)}\n`);
  const text = readFileSync(inProject(results), "utf8");
  const [bench] = text.split(`\n## ${section.title}\n`);
  writeFileSync(inProject(results), `${bench.trimEnd()}\n${soakText()}`);
  await runProgram("node_modules/@biomejs/biome/bin/biome", ["format", "--write", kept, results]);
  return [kept, results];
}

/** The figures of the last soak, for whoever writes bench/RESULTS.md; empty before the first. */
export function soakText() {
  if (!existsSync(inProject(kept))) return "";
  return `\n${sectionText(JSON.parse(readFileSync(inProject(kept), "utf8")))}\n`;
}
