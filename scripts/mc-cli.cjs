#!/usr/bin/env node
// The mc command line: what agents' machines run. It works on any Node that can read this file: the real program is one
// bundled file and runs on the Node that Baton pins. Standard output is the program's alone.
const { spawn, spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const root = path.resolve(__dirname, "..");
const pinned = path.join(
  root,
  "node_modules/node/bin",
  process.platform === "win32" ? "node.exe" : "node",
);
const isNewEnough = Number(process.versions.node.split(".")[0]) >= 24;

if (!existsSync(pinned) || !existsSync(path.join(root, "node_modules/esbuild"))) install();
if (isNewEnough) void run();
else if (existsSync(pinned)) runOnPinnedNode();
else process.exitCode = 1;

/** A fresh clone: the packages and the pinned Node, as `npm start` would bring them. */
function install() {
  console.error(`mc: installing what Baton needs in ${root}, this once.`);
  const script = path.join(root, "scripts/run.mjs");
  spawnSync(process.execPath, [script, "scripts/cli.mjs"], { cwd: root, stdio: ["ignore", 2, 2] });
  if (!existsSync(pinned)) console.error(`mc: it failed. Run npm run build in ${root} to see why.`);
}

async function run() {
  try {
    const { ensureCli } = await import("./build/cli.mjs");
    await import(pathToFileURL(await ensureCli()).href);
  } catch (error) {
    console.error(`mc: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}

function runOnPinnedNode() {
  const args = ["--disable-warning=ExperimentalWarning", __filename, ...process.argv.slice(2)];
  const child = spawn(pinned, args, { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    console.error(`mc: the pinned Node could not run: ${error.message}.`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
