import { written } from "./units.mjs";

/**
 * How fast the machine was at one moment.
 * @typedef {object} Calibration
 * @property {number} requestsPerSecond that a bare Node HTTP server answered to 32 callers
 * @property {number} requestMs the median for one caller
 * @property {number} requestCpuMs of that server, a request
 * @property {number} selectMs the median of a `SELECT 1` on one connection
 * @property {number} selectCpuMs of PostgreSQL, a `SELECT 1`
 * @property {number} syncMs the median of writing 8 KB and waiting for the disk
 */

/** @typedef {"request" | "requestCpu" | "select" | "selectCpu" | "sync"} Measure what a figure is a multiple of */

const measures = {
  request: "requestMs",
  requestCpu: "requestCpuMs",
  select: "selectMs",
  selectCpu: "selectCpuMs",
  sync: "syncMs",
};

/** The mean of what was measured before and after. @param {Calibration} before @param {Calibration} after @returns {Calibration} */
export function between(before, after) {
  const keys = /** @type {(keyof Calibration)[]} */ (Object.keys(before));
  return /** @type {Calibration} */ (
    Object.fromEntries(keys.map((key) => [key, (before[key] + after[key]) / 2]))
  );
}

/**
 * A figure as a multiple of the calibration: a rate, of the rate of the bare server; a time, of what the column names, or else of the
 * time of a bare request. Null for what is neither.
 * @param {unknown} value
 * @param {import("./measurement.mjs").Column} column
 * @param {Calibration} calibration
 * @returns {number | null}
 */
export function multipleOf(value, { unit, against = "request" }, calibration) {
  if (typeof value !== "number" || !Number.isFinite(value) || against === "nothing") return null;
  if (unit === "perSecond") return value / calibration.requestsPerSecond;
  if (unit !== "ms") return null;
  const by = calibration[/** @type {keyof Calibration} */ (measures[against])];
  return by > 0 ? value / by : null;
}

/** Both calibrations of a section in a sentence. @param {{ before: Calibration, after: Calibration }} calibration */
export function calibrationText({ before, after }) {
  const pair = (
    /** @type {keyof Calibration} */ key,
    /** @type {import("./units.mjs").Unit} */ unit,
  ) => `${written(before[key], unit)} and ${written(after[key], unit)}`;
  const drift = Math.max(
    ...[before.requestsPerSecond / after.requestsPerSecond, before.selectMs / after.selectMs].map(
      (ratio) => Math.max(ratio, 1 / ratio),
    ),
  );
  return [
    `Calibration before and after: a bare Node server answered ${pair("requestsPerSecond", "perSecond")} to 32 callers`,
    `(${pair("requestMs", "ms")} for one, ${pair("requestCpuMs", "cpu")} of CPU each); \`SELECT 1\` took ${pair("selectMs", "ms")}`,
    `(${pair("selectCpuMs", "cpu")} of CPU); 8 KB to the disk ${pair("syncMs", "ms")}.`,
    ...(drift > 1.25
      ? ["**The machine's speed changed meanwhile: read the multiples with that in mind.**"]
      : []),
  ].join(" ");
}
