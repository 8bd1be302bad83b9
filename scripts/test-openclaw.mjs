import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runNpm } from "./install/npm.mjs";
import { inProject, pinnedNodePath, projectRoot } from "./project.mjs";
import { runCommand } from "./refusal.mjs";

// The journeys of work through OpenClaw, against a real gateway: OPENCLAW_BIN (the path of an openclaw.mjs), or one that is
// installed into .baton for this. Where none can be installed, it says why and is skipped.
const VERSION = "2026.9.6";

await runCommand(() => {
  const bin = process.env.OPENCLAW_BIN || installed();
  if (bin === null) return;
  console.log(`Running the journeys against ${bin} (about two minutes)...`);
  const ran = spawnSync(
    pinnedNodePath,
    ["node_modules/vitest/vitest.mjs", "run", "--project=openclaw", "--reporter=verbose"],
    {
      cwd: projectRoot,
      stdio: "inherit",
      env: { ...process.env, OPENCLAW_BIN: path.resolve(bin) },
    },
  );
  process.exitCode = ran.status ?? 1;
});

/** The program's path; null when it cannot be had. */
function installed() {
  const folder = inProject(".baton", `openclaw-${VERSION}`);
  const bin = path.join(folder, "node_modules", "openclaw", "openclaw.mjs");
  if (existsSync(bin)) return bin;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true }));
  console.log(`Installing openclaw ${VERSION} into ${folder} (about 650 MB)...`);
  try {
    const spec = `openclaw@${VERSION}`;
    runNpm(pinnedNodePath, ["install", "--prefix", folder, "--ignore-scripts", spec], spec);
    return bin;
  } catch (error) {
    console.log(`Skipped: ${error.message}`);
    return null;
  }
}
