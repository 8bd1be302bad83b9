import { readdirSync, readFileSync } from "node:fs";
import { parentOf } from "../../scripts/processes.mjs";

/** The kernel counts in hundredths of a second on every platform Node runs on. */
const msPerTick = 10;

/**
 * How long a process has used processors so far, in milliseconds; NaN where the system does not say. What a request costs
 * in processor time depends far less on the machine's other work than how long it takes.
 * @param {number} pid
 */
export function processorMsOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * msPerTick;
  } catch {
    return Number.NaN;
  }
}

/**
 * Starts counting; the function it returns gives the milliseconds that a process has used since.
 * @param {number} pid
 */
export function countProcessor(pid) {
  const before = processorMsOf(pid);
  return () => processorMsOf(pid) - before;
}

/**
 * The same for PostgreSQL: its first process, those that work for it, and those that did and ended.
 * @param {number} pid of the first
 */
export function countPostgresProcessor(pid) {
  const before = postgresMsOf(pid);
  return () => postgresMsOf(pid) - before;
}

/** @param {number} pid */
function postgresMsOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ended = (Number(fields[13]) + Number(fields[14])) * msPerTick;
    const working = readdirSync("/proc")
      .map(Number)
      .filter((candidate) => candidate > 0 && parentOf(candidate) === pid);
    return [pid, ...working].reduce((sum, one) => sum + (processorMsOf(one) || 0), ended);
  } catch {
    return Number.NaN;
  }
}
