/** @typedef {import("./measurement.mjs").Column["unit"] | import("./measurement.mjs").Aim["unit"] | "cpu"} Unit */

/** A figure with as many digits as it is good for, and its unit; nothing where a row has none. @param {unknown} value @param {Unit} [unit] */
export function written(value, unit) {
  if (value === undefined) return "";
  if (typeof value !== "number") return String(value);
  if (!Number.isFinite(value)) return "-";
  switch (unit) {
    case "ms":
      return `${digits(value, value < 1 ? 2 : value < 10 ? 1 : 0)} ms`;
    case "cpu":
      return `${digits(value, 3)} ms`;
    case "seconds":
      return `${digits(value, 1)} s`;
    case "perSecond":
      return `${digits(value, 0)} /s`;
    case "megabytes":
      return `${digits(value, 0)} MB`;
    case "share":
      return `${digits(value * 100, 0)} %`;
    case "times":
      return `${digits(value, 2)} ×`;
    case "mean":
      return digits(value, 1);
    default:
      return digits(value, 0);
  }
}

/** @param {number} value @param {number} fraction */
function digits(value, fraction) {
  return value.toLocaleString("en-US", {
    minimumFractionDigits: fraction,
    maximumFractionDigits: fraction,
  });
}

/** Whether an aim is met. @param {import("./measurement.mjs").Aim} aim */
export function isMet({ value, atLeast, atMost }) {
  return (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
}

/** A multiple in brackets, to three places at most: `(12 ×)`. @param {number | null} times */
export function writtenMultiple(times) {
  if (times === null) return "";
  return ` (${digits(times, times < 1 ? 3 : times < 10 ? 2 : times < 100 ? 1 : 0)} ×)`;
}

/** An aim's limit and how much of it the figure is: `at most 30 ms`, `43 %`. @param {import("./measurement.mjs").Aim} aim */
export function limitOf({ value, atLeast, atMost, unit }) {
  const limit = Number(atLeast ?? atMost);
  return {
    limit: `${atLeast === undefined ? "at most" : "at least"} ${written(limit, unit)}`,
    ratio: written(value / limit, "share"),
  };
}
