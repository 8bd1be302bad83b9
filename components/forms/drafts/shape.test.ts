import { expect, test } from "vitest";
import { partOf } from "./shape";

const accepts = partOf({
  title: "",
  count: 0,
  labels: ["a"],
  due: null as number | null,
  checks: null as string[] | null,
});

test("takes some or all fields of the sample, each of its kind", () => {
  expect(accepts({})).toBe(true);
  expect(accepts({ title: "b", labels: [], due: 12 })).toBe(true);
  expect(accepts({ due: null })).toBe(true);
  // A list that stands for nothing until it is set must not make the other fields unreadable.
  expect(accepts({ title: "b", checks: ["tests"] })).toBe(true);
});

test("refuses what another build stored", () => {
  expect(accepts({ title: 1 })).toBe(false);
  expect(accepts({ title: null })).toBe(false);
  expect(accepts({ labels: "a" })).toBe(false);
  expect(accepts({ due: {} })).toBe(false);
  expect(accepts({ gone: "x" })).toBe(false);
  expect(accepts("text")).toBe(false);
  expect(accepts(null)).toBe(false);
});
