import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** @typedef {{ pid: number, identity: string | null }} RecordedProcess a process and when it started */

/**
 * A token that tells this process from a later one with the same pid: its start time. Null when there is no such process.
 * @param {number} pid
 * @returns {string | null}
 */
export function processIdentity(pid) {
  if (process.platform === "linux") return linuxStartTime(pid);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === "ESRCH") return null;
  }
  const listed = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  return listed.stdout?.trim() || null;
}

/** @param {number} pid @returns {number | null} */
export function parentOf(pid) {
  if (process.platform === "linux") return Number(linuxStat(pid)?.[1]) || null;
  return (
    Number(spawnSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }).stdout) || null
  );
}

/** @param {number} pid @returns {RecordedProcess} */
export function recordedProcess(pid) {
  return { pid, identity: processIdentity(pid) };
}

/** A zombie counts as gone. @param {number} pid */
function linuxStartTime(pid) {
  const stat = linuxStat(pid);
  return !stat || stat[0] === "Z" || stat[0] === "X" ? null : stat[19];
}

/** The fields of /proc/<pid>/stat from the state on. @param {number} pid */
function linuxStat(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}

/** @param {number} pid */
export function commandLine(pid) {
  if (process.platform === "linux") {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    } catch {
      return "";
    }
  }
  return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
}

/**
 * Sends the signals in turn until the process has gone, waiting `graceMs` after each.
 * @param {RecordedProcess} target
 * @param {NodeJS.Signals[]} signals
 */
export async function stopProcess(target, signals, graceMs = 8_000) {
  for (const signal of signals) {
    if (!isAlive(target)) return;
    try {
      process.kill(target.pid, signal);
    } catch {}
    const deadline = Date.now() + graceMs;
    while (isAlive(target) && Date.now() < deadline) await wait(25);
  }
}

/** @param {RecordedProcess} target */
export function isAlive({ pid, identity }) {
  return identity !== null && processIdentity(pid) === identity;
}
