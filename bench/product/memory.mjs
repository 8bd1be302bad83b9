import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { parentOf } from "../../scripts/processes.mjs";

/**
 * @typedef {object} Memory megabytes of resident memory
 * @property {number} server the process that answers requests
 * @property {number} supervisor the process that keeps it and PostgreSQL running
 * @property {number} postgres all of PostgreSQL's processes; shared pages count once where the system reports them
 * @property {number} total
 */

/**
 * @param {{ supervisor: number, server: number, postgres: number }} pids
 * @returns {Memory}
 */
export function memoryOf(pids) {
  const server = residentMb(pids.server);
  const supervisor = residentMb(pids.supervisor);
  const postgres = [pids.postgres, ...childrenOf(pids.postgres)]
    .map(proportionalMb)
    .reduce((sum, mb) => sum + mb, 0);
  return { server, supervisor, postgres, total: server + supervisor + postgres };
}

/** The highest memory of several moments, each part for itself. @param {Memory[]} moments @returns {Memory} */
export function peakOf(moments) {
  const peak = (/** @type {keyof Memory} */ part) =>
    Math.max(...moments.map((moment) => moment[part]));
  return {
    server: peak("server"),
    supervisor: peak("supervisor"),
    postgres: peak("postgres"),
    total: peak("total"),
  };
}

/** @param {number} pid */
function residentMb(pid) {
  const status = readProc(`/proc/${pid}/status`);
  const kb = status?.match(/^VmRSS:\s+(\d+)/m)?.[1] ?? psResidentKb(pid);
  return Number(kb) / 1024;
}

/** Its share of pages that several processes map, as PostgreSQL's do, or its resident memory where the system does not report that. */
function proportionalMb(/** @type {number} */ pid) {
  const kb = readProc(`/proc/${pid}/smaps_rollup`)?.match(/^Pss:\s+(\d+)/m)?.[1];
  return kb === undefined ? residentMb(pid) : Number(kb) / 1024;
}

/** @param {number} pid @returns {number[]} */
function childrenOf(pid) {
  if (process.platform === "linux") {
    return readdirSync("/proc")
      .map(Number)
      .filter((candidate) => candidate > 0 && parentOf(candidate) === pid);
  }
  const listed = spawnSync("pgrep", ["-P", String(pid)], { encoding: "utf8" }).stdout ?? "";
  return listed.split("\n").filter(Boolean).map(Number);
}

/** @param {number} pid */
function psResidentKb(pid) {
  return spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).stdout || 0;
}

/** @param {string} file */
function readProc(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
