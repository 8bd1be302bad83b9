import { spawn } from "node:child_process";
import { constants } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ensureInstalled } from "./install.mjs";
import { npmProcesses, onParentGone } from "./parent.mjs";
import { inProject, onPinnedNode } from "./project.mjs";

/**
 * Installs what is missing, then runs a script of this repository on the pinned Node: in this process when it already
 * is that Node (npm puts it first on PATH once installed), else in a child that stops when this process does.
 * @param {string} script path inside the repository
 * @param {string[]} args
 */
export async function launch(script, args) {
  const node = await ensureInstalled();
  const file = inProject(script);
  // Next and other tools start programs with plain `node`.
  process.env.PATH = `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ""}`;
  if (onPinnedNode()) {
    process.argv = [process.argv[0], file, ...args];
    await import(pathToFileURL(file).href);
    return;
  }
  const child = spawn(node, [file, ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, BATON_STARTED_BY: JSON.stringify(npmProcesses()) },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  onParentGone(() => child.kill("SIGTERM"));
  child.on("error", (error) => {
    console.error(`The pinned Node could not run: ${error.message}.`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
}
