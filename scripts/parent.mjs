import { commandLine, isAlive, parentOf, recordedProcess } from "./processes.mjs";

/**
 * The npm that started this process, and the shell it does that with; empty when npm was not used.
 * @returns {import("./processes.mjs").RecordedProcess[]}
 */
export function npmProcesses() {
  if (!process.env.npm_lifecycle_event) return [];
  const parent = process.ppid;
  const isShell = /^\S*sh -c /.test(commandLine(parent));
  const grandparent = isShell ? parentOf(parent) : null;
  return [grandparent, parent].filter((pid) => pid !== null && pid > 1).map(recordedProcess);
}

/**
 * Calls back once when the process that started this one has gone: our launcher (known by its IPC channel) or npm.
 * A process started by hand is left alone, so that `node scripts/start.mjs &` survives its shell.
 * @param {() => void} onGone
 */
export function onParentGone(onGone) {
  if (process.connected) {
    process.once("disconnect", onGone);
    process.channel?.unref();
    return;
  }
  const parents = npmProcesses();
  if (parents.length === 0) return;
  const watch = setInterval(() => {
    if (parents.every(isAlive)) return;
    clearInterval(watch);
    onGone();
  }, 1_000);
  watch.unref();
}
