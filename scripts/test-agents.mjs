import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runNpm } from "./install/npm.mjs";
import { inProject, pinnedNodePath, projectRoot } from "./project.mjs";
import { runCommand } from "./refusal.mjs";

// Workers with the real Claude Code and Codex, which call a model that stands on this machine: from CLAUDE_BIN and CODEX_BIN, or
// installed into .baton for this. Where they cannot be installed, the test says why and is skipped.
const PROGRAMS = [
  { variable: "CLAUDE_BIN", name: "@anthropic-ai/claude-code", version: "2.1.197", bin: "claude" },
  { variable: "CODEX_BIN", name: "@openai/codex", version: "0.169.0", bin: "codex" },
];

await runCommand(() => {
  /** @type {Record<string, string>} */
  const env = {};
  for (const program of PROGRAMS) {
    const file = process.env[program.variable] || installed(program);
    if (file === null) return;
    env[program.variable] = path.resolve(file);
  }
  const ran = spawnSync(
    pinnedNodePath,
    ["node_modules/vitest/vitest.mjs", "run", "--project=agents", "--reporter=verbose"],
    { cwd: projectRoot, stdio: "inherit", env: { ...process.env, ...env } },
  );
  process.exitCode = ran.status ?? 1;
});

/** The program's file, or null if it is not available. @param {{ name: string, version: string, bin: string }} program */
function installed({ name, version, bin }) {
  const folder = inProject(".baton", `${bin}-${version}`);
  const file = path.join(folder, "node_modules", ".bin", bin);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true }));
  const spec = `${name}@${version}`;
  console.log(`Installing ${spec} into ${folder} (about 400 MB)...`);
  try {
    // Claude Code puts its program into place by a script.
    runNpm(pinnedNodePath, ["install", "--ignore-scripts=false", "--prefix", folder, spec], spec);
    return file;
  } catch (error) {
    console.log(`Skipped: ${error.message}`);
    return null;
  }
}
