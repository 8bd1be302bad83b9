import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { runProgram } from "../program.mjs";
import { inProject } from "../project.mjs";

/**
 * @param {"unit" | "integration" | "commands"} project
 * @returns {Promise<import("./tally.mjs").Outcome>}
 */
export async function vitest(project) {
  const reportFile = inProject(".baton", `vitest-${project}.json`);
  mkdirSync(inProject(".baton"), { recursive: true });
  rmSync(reportFile, { force: true });
  const { succeeded, output } = await runProgram("node_modules/vitest/vitest.mjs", [
    "run",
    `--project=${project}`,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${reportFile}`,
  ]);
  return { ...counted(reportFile, succeeded), output };
}

/** A run that failed without a failed test (a file that does not load, a setup that throws) counts as one failure. */
function counted(reportFile, succeeded) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(reportFile, "utf8"));
    return { passed: numPassedTests, failed: numFailedTests || (succeeded ? 0 : 1) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
