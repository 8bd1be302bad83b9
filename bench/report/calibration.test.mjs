import { describe, expect, test } from "vitest";
import { between, calibrationText, multipleOf } from "./calibration.mjs";
import { writtenMultiple } from "./units.mjs";

const machine = {
  requestsPerSecond: 10_000,
  requestMs: 0.5,
  requestCpuMs: 0.1,
  selectMs: 0.2,
  selectCpuMs: 0.04,
  syncMs: 2,
};

/** @param {Partial<import("./measurement.mjs").Column>} column */
const column = (column) => ({ key: "", label: "", ...column });

describe("a figure as a multiple of the calibration", () => {
  test("a rate is a share of the bare server's rate", () => {
    expect(multipleOf(500, column({ unit: "perSecond" }), machine)).toBe(0.05);
  });

  test("a time is in bare requests, unless its column names another measure", () => {
    expect(multipleOf(2, column({ unit: "ms" }), machine)).toBe(4);
    expect(multipleOf(2, column({ unit: "ms", against: "requestCpu" }), machine)).toBe(20);
    expect(multipleOf(2, column({ unit: "ms", against: "selectCpu" }), machine)).toBe(50);
    expect(multipleOf(2, column({ unit: "ms", against: "sync" }), machine)).toBe(1);
  });

  test("what is no figure, no rate and no time has none", () => {
    expect(multipleOf("words", column({ unit: "ms" }), machine)).toBeNull();
    expect(multipleOf(Number.NaN, column({ unit: "ms" }), machine)).toBeNull();
    expect(multipleOf(2, column({ unit: "megabytes" }), machine)).toBeNull();
    expect(multipleOf(2, column({ unit: "ms", against: "nothing" }), machine)).toBeNull();
  });

  test("has none where the calibration measured nothing", () => {
    const silent = { ...machine, selectCpuMs: 0, requestCpuMs: Number.NaN };
    expect(multipleOf(2, column({ unit: "ms", against: "selectCpu" }), silent)).toBeNull();
    expect(multipleOf(2, column({ unit: "ms", against: "requestCpu" }), silent)).toBeNull();
  });

  test("is written with three places at most", () => {
    expect([0.0123, 4.256, 42.56, 425.6].map(writtenMultiple)).toEqual([
      " (0.012 ×)",
      " (4.26 ×)",
      " (42.6 ×)",
      " (426 ×)",
    ]);
    expect(writtenMultiple(null)).toBe("");
  });
});

test("a section's calibration is the mean of before and after", () => {
  const after = { ...machine, requestsPerSecond: 20_000, syncMs: 4 };
  expect(between(machine, after)).toEqual({ ...machine, requestsPerSecond: 15_000, syncMs: 3 });
});

test("says when the machine's speed changed by more than a quarter, in either direction", () => {
  const warns = (/** @type {Partial<typeof machine>} */ after) =>
    calibrationText({ before: machine, after: { ...machine, ...after } }).includes("changed");
  expect(warns({ requestsPerSecond: 9_000 })).toBe(false);
  expect(warns({ requestsPerSecond: 7_000 })).toBe(true);
  expect(warns({ requestsPerSecond: 13_000 })).toBe(true);
  expect(warns({ selectMs: 0.3 })).toBe(true);
});
