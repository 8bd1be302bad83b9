import { runProgram } from "../program.mjs";
import { oneCheck } from "./tally.mjs";
import { vitest } from "./vitest.mjs";

/**
 * Everything that needs no server: types, lint and format, layer rules, references in docs and comments, dead code, unit tests.
 * @param {ReturnType<typeof import("./tally.mjs").createTally>} tally
 */
export async function runStaticChecks(tally) {
  // Each of these uses one processor most of the time: they run beside each other, and each is waited for in its turn.
  const checks = {
    types: types(),
    lint: runProgram("node_modules/@biomejs/biome/bin/biome", ["check", "--max-diagnostics=30"]),
    layers: runProgram("scripts/check-layers.mjs", []),
    references: runProgram("scripts/check-references.mjs", []),
    "dead code": runProgram("node_modules/knip/bin/knip.js", ["--no-config-hints"]),
  };
  for (const [name, run] of Object.entries(checks)) await tally.stage(name, () => oneCheck(run));
  await tally.stage("unit", () => vitest("unit"));
}

/** Next writes its route types first, so that a fresh clone is checked like a built one. */
async function types() {
  const generated = await runProgram("node_modules/next/dist/bin/next", ["typegen"]);
  if (!generated.succeeded) return generated;
  return runProgram("node_modules/typescript/bin/tsc", ["--noEmit"]);
}
