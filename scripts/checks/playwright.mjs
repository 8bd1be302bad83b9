import { readFileSync, rmSync } from "node:fs";
import { inProject } from "../project.mjs";
import { runProgram } from "./command.mjs";

/** @returns {Promise<import("./tally.mjs").Outcome>} */
export async function playwright() {
  const reportFile = inProject(".baton/playwright.json");
  rmSync(reportFile, { force: true });
  const { succeeded, output } = await runProgram(
    "node_modules/playwright/cli.js",
    ["test", "--reporter=line,json"],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile, PLAYWRIGHT_FORCE_TTY: "0" },
  );
  return { ...counted(reportFile, succeeded), output };
}

/** A flaky test passed at last and counts so; skipped ones count as nothing. */
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
