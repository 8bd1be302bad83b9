/**
 * @typedef {object} Column
 * @property {string} key of the rows' values
 * @property {string} label
 * @property {"ms" | "perSecond" | "share" | "seconds" | "megabytes" | "count"} [unit] absent: words
 */

/** @typedef {{ what: string, holds: boolean }} Check a condition that must be met at any speed */

/**
 * @typedef {object} Aim
 * @property {string} what
 * @property {number} value
 * @property {number} [atLeast]
 * @property {number} [atMost]
 * @property {"ms" | "perSecond" | "seconds" | "times"} unit
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
 * @property {(options: { quick: boolean }) => Promise<Report>} run
 */

export {};
