import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runNpm } from "./install/npm.mjs";
import { inProject, pinnedNodePath, projectRoot } from "./project.mjs";
import { runCommand } from "./refusal.mjs";

// The journeys of work through OpenClaw, against a real gateway: started from OPENCLAW_BIN (the path of an openclaw.mjs), or
// from one that is installed into .baton for this. A gateway that already runs (OPENCLAW_GATEWAY_URL, OPENCLAW_GATEWAY_TOKEN)
// is asked for two short answers instead. If there is none, the test prints why and is skipped.
const VERSION = "2026.9.6";

await runCommand(() => {
  if (process.env.OPENCLAW_GATEWAY_URL) return run("yours.test.ts", {});
  const bin = process.env.OPENCLAW_BIN || installed();
  if (bin === null) return;
  console.log(`Running the journeys against ${bin} (about three minutes)...`);
  run("", { OPENCLAW_BIN: path.resolve(bin) });
});

/** @param {string} file of e2e/openclaw; all of them when empty @param {NodeJS.ProcessEnv} env */
function run(file, env) {
  const ran = spawnSync(
    pinnedNodePath,
    [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--project=openclaw",
      "--reporter=verbose",
      `e2e/openclaw/${file}`,
    ],
    { cwd: projectRoot, stdio: "inherit", env: { ...process.env, ...env } },
  );
  process.exitCode = ran.status ?? 1;
}

/** The program's path, or null if it is not available. */
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
