/**
 * @typedef {object} Column
 * @property {string} key of the rows' values
 * @property {string} label
 * @property {"ms" | "perSecond" | "share" | "seconds" | "megabytes" | "count" | "times" | "mean"} [unit] absent: words
 * @property {import("./calibration.mjs").Measure | "nothing"} [against] what a time is given as a multiple of: a bare request, unless told
 */

/** @typedef {{ what: string, holds: boolean }} Check a condition that must be met at any speed */

/**
 * @typedef {object} Aim
 * @property {string} what
 * @property {number} value
 * @property {number} [atLeast]
 * @property {number} [atMost]
 * @property {"ms" | "perSecond" | "seconds" | "times" | "megabytes" | "mean"} unit
 */

/**
 * @typedef {object} Report the result of one measurement
 * @property {string} reading how to read it, and its limits
 * @property {Column[]} columns
 * @property {Record<string, unknown>[]} rows
 * @property {Check[]} checks
 * @property {Aim[]} aims
 */

/**
 * @typedef {object} Measurement
 * @property {string} name as on the command line
 * @property {string} title
 * @property {number} budgetSeconds it is stopped after this long
 * @property {number} [longBudgetSeconds] the same with `--long`
 * @property {(options: { quick: boolean, long: boolean }) => Promise<Report>} run
 */

export {};
