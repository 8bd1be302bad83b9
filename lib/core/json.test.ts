import { expect, it } from "vitest";
import { JsonObject } from "./fields";
import { isShallow, isStorable } from "./json";

const nested = (depth: number): unknown =>
  JSON.parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`);

it("refuses JSON that is nested too deep, however deep", () => {
  expect(isShallow(nested(64))).toBe(true);
  expect(isShallow(nested(65))).toBe(false);
  expect(isShallow(nested(100_000))).toBe(false);
  expect(JsonObject.safeParse(nested(5_000)).error?.issues[0]?.message).toBe(
    "must not be nested deeper than 64 levels",
  );
});

it("refuses what PostgreSQL cannot store, in texts and keys, and nothing that only looks like it", () => {
  expect(isStorable({ a: ["fine \u{1f600}", 1, null, true] })).toBe(true);
  expect(isStorable({ text: "\\u0000 and \\ud800 are written like this" })).toBe(true);
  for (const bad of ["\0", "\ud800", "x\udc00y"]) {
    expect(isStorable({ a: [{ b: bad }] })).toBe(false);
    expect(isStorable({ [bad]: 1 })).toBe(false);
  }
  expect(JsonObject.safeParse({ how: "write \\u0000" }).success).toBe(true);
});
