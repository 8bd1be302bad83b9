import { runProgram } from "../program.mjs";
import { oneCheck } from "./tally.mjs";
import { vitest } from "./vitest.mjs";

/**
 * Everything that needs no server: types, lint and format, layer rules, references in docs and comments, dead code, unit tests.
 * @param {ReturnType<typeof import("./tally.mjs").createTally>} tally
 */
export async function runStaticChecks(tally) {
  await tally.stage("types", () => oneCheck(types()));
  await tally.stage("lint", () =>
    oneCheck(
      runProgram("node_modules/@biomejs/biome/bin/biome", ["check", "--max-diagnostics=30"]),
    ),
  );
  await tally.stage("layers", () => oneCheck(runProgram("scripts/check-layers.mjs", [])));
  await tally.stage("references", () => oneCheck(runProgram("scripts/check-references.mjs", [])));
  await tally.stage("dead code", () =>
    oneCheck(runProgram("node_modules/knip/bin/knip.js", ["--no-config-hints"])),
  );
  await tally.stage("unit", () => vitest("unit"));
}

/** Next writes its route types first, so that a fresh clone is checked like a built one. */
async function types() {
  const generated = await runProgram("node_modules/next/dist/bin/next", ["typegen"]);
  if (!generated.succeeded) return generated;
  return runProgram("node_modules/typescript/bin/tsc", ["--noEmit"]);
}
