import { between, calibrationText, multipleOf } from "./calibration.mjs";
import { isMet, limitOf, written, writtenMultiple } from "./units.mjs";

/** @typedef {import("./calibration.mjs").Calibration} Calibration */
/**
 * A measurement to be written. The soak has no calibration of this kind: it says its own, made in the browser, in its reading.
 * @typedef {import("./measurement.mjs").Report & { name: string, title: string, calibration?: { before: Calibration, after: Calibration } }} Section
 */

/**
 * A table whose columns line up as plain text too: words on the left, figures on the right.
 * @param {string[]} head
 * @param {string[][]} rows
 * @param {boolean[]} isFigure of each column
 */
function table(head, rows, isFigure) {
  const widths = head.map((label, at) =>
    Math.max(3, ...[label, ...rows.map((row) => row[at])].map((cell) => cell.length)),
  );
  const line = (/** @type {string[]} */ cells) =>
    `| ${cells.map((cell, at) => (isFigure[at] ? cell.padStart(widths[at]) : cell.padEnd(widths[at]))).join(" | ")} |`;
  const rule = widths.map((width, at) =>
    isFigure[at] ? `${"-".repeat(width - 1)}:` : "-".repeat(width),
  );
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

/** @param {Section} section */
function figuresOf({ columns, rows, calibration }) {
  const machine = calibration && between(calibration.before, calibration.after);
  return table(
    columns.map(({ label }) => label),
    rows.map((row) =>
      columns.map(
        (column) =>
          written(row[column.key], column.unit) +
          (machine ? writtenMultiple(multipleOf(row[column.key], column, machine)) : ""),
      ),
    ),
    columns.map(({ unit }) => unit !== undefined),
  );
}

/** One measurement: its results, and the checks that had to pass. @param {Section} section */
export function sectionText(section) {
  const checks = section.checks.map(({ what, holds }) => `- ${holds ? "yes" : "**NO**"}: ${what}`);
  const parts = [
    `## ${section.title}`,
    section.reading,
    section.calibration ? calibrationText(section.calibration) : "",
    figuresOf(section),
    checks.join("\n"),
  ];
  return parts.filter(Boolean).join("\n\n");
}

/** The aims of measurements as rows: what, how much, the limit, how much of the limit, met or missed. @param {Section[]} sections */
export function aimRows(sections) {
  return sections
    .flatMap((section) => section.aims)
    .map((aim) => {
      const { limit, ratio } = limitOf(aim);
      return [aim.what, written(aim.value, aim.unit), limit, ratio, isMet(aim) ? "met" : "missed"];
    });
}

/** @param {string[][]} rows of `aimRows` */
export function aimsTable(rows) {
  if (rows.length === 0) return "";
  const head = ["aim", "measured", "limit", "of the limit", ""];
  return table(head, rows, [false, true, true, true, false]);
}
