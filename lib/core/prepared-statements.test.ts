import { expect, it } from "vitest";
import { PreparedStatements } from "./prepared-statements";

it("prepares a statement that comes again and again, and none that is made for one call", () => {
  const prepared = new PreparedStatements();
  expect([1, 2, 3, 4].map(() => prepared.nameOf("SELECT 1"))).toEqual([
    undefined,
    undefined,
    expect.stringMatching(/^b[0-9a-f]{20}$/),
    expect.stringMatching(/^b[0-9a-f]{20}$/),
  ]);
  for (let n = 0; n < 5_000; n++) expect(prepared.nameOf(`SELECT ${n} AS once`)).toBeUndefined();
  expect(prepared.nameOf("SELECT 1")).toBeDefined();
});

it("prepares a statement that becomes frequent late, in the place of one that is no longer used", () => {
  const prepared = new PreparedStatements();
  const thirdNameOf = (text: string) => [1, 2, 3].map(() => prepared.nameOf(text)).at(-1);
  for (let n = 0; n < 400; n++) expect(thirdNameOf(`SELECT ${n}`)).toBeDefined();
  prepared.nameOf("SELECT 0");
  expect(thirdNameOf("SELECT 'late'")).toBeDefined();
  expect(prepared.nameOf("SELECT 0")).toBeDefined();
  expect(prepared.nameOf("SELECT 1")).toBeUndefined();
});
