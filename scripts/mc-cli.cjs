#!/usr/bin/env node
// The mc command line: what agents' machines run. It works on any Node that can read this file: the real program is one
// bundled file and runs on the Node that Baton pins.
const { spawn } = require("node:child_process");
const { existsSync } = require("node:fs");
const path = require("node:path");

const root = path.resolve(__dirname, "..");
const pinned = path.join(
  root,
  "node_modules/node/bin",
  process.platform === "win32" ? "node.exe" : "node",
);
const isNewEnough = Number(process.versions.node.split(".")[0]) >= 24;

if (isNewEnough) void run();
else if (existsSync(pinned)) runOnPinnedNode();
else {
  console.error(
    `mc: it needs Node 24 or newer, and this is ${process.versions.node}.\n    Run npm install in ${root}: it brings the right one.`,
  );
  process.exitCode = 2;
}

async function run() {
  try {
    const { ensureCli } = await import("./build/cli.mjs");
    const { pathToFileURL } = require("node:url");
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
    if (signal) process.kill(process.pid, signal);
    else process.exit(code ?? 1);
  });
}
