import { spawn } from "node:child_process";
import { pinnedNodePath, projectRoot } from "../project.mjs";

/** Programs still running for us, to be ended when we are. @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
process.on("exit", () => {
  for (const child of running) child.kill("SIGTERM");
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1));

/**
 * Runs a program of node_modules on the pinned Node and collects what it says.
 * @param {string} program path of its JavaScript, inside the repository
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env] in addition to ours
 * @returns {Promise<{ succeeded: boolean, output: string }>}
 */
export function runProgram(program, args, env = {}) {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(pinnedNodePath, [program, ...args], {
      cwd: projectRoot,
      env: { ...process.env, FORCE_COLOR: "0", NEXT_TELEMETRY_DISABLED: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    child.on("close", (code) => {
      running.delete(child);
      resolve({ succeeded: code === 0, output });
    });
  });
}
