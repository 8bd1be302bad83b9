import { readFileSync, rmSync } from "node:fs";
import { runProgram } from "../program.mjs";
import { inProject } from "../project.mjs";

/** @returns {Promise<import("./tally.mjs").Outcome>} */
export async function playwright() {
  const reportFile = inProject(".baton/playwright.json");
  rmSync(reportFile, { force: true });
  const { succeeded, output } = await runProgram(
    "node_modules/playwright/cli.js",
    ["test", "--reporter=line,json"],
    { env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile } },
  );
  return { ...counted(reportFile, succeeded), output };
}

/** A flaky test counts as passed; skipped ones are not counted. */
function counted(reportFile, succeeded) {
  try {
    const { stats } = JSON.parse(readFileSync(reportFile, "utf8"));
    return {
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected || (succeeded ? 0 : 1),
    };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
