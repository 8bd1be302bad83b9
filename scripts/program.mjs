import { spawn } from "node:child_process";
import { pinnedNodePath, projectRoot } from "./project.mjs";

/** Programs still running for us: they end with us. @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
process.on("exit", () => {
  for (const child of running) child.kill("SIGTERM");
});

/**
 * Runs a program on the pinned Node and collects its output.
 * @param {string} program path of its JavaScript, inside the repository
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, signal?: AbortSignal }} [options]
 * @returns {Promise<{ succeeded: boolean, output: string }>}
 */
export function runProgram(program, args, { env = process.env, signal } = {}) {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(pinnedNodePath, [program, ...args], {
      cwd: projectRoot,
      env: { ...env, NEXT_TELEMETRY_DISABLED: "1" },
      signal,
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    child.on("error", (error) => {
      output += error.message;
    });
    child.on("close", (code) => {
      running.delete(child);
      resolve({ succeeded: code === 0, output });
    });
  });
}
