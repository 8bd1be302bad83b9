import fc from "fast-check";
import { expect, it } from "vitest";
import { LineHeights } from "./line-heights";

it("knows where every line stands, whatever was added and changed", () => {
  const height = fc.constantFrom<number>(0, 20, 40, 220);
  const change = fc.tuple(fc.nat(1_999), height);
  fc.assert(
    fc.property(
      fc.array(height, { minLength: 1, maxLength: 2_000, size: "max" }),
      fc.array(change, { maxLength: 30 }),
      fc.nat(60_000),
      (added, changes, y) => {
        const lines = new LineHeights();
        const plain = [...added];
        for (const each of added) lines.add(each);
        for (const [index, to] of changes) {
          lines.set(index, to);
          if (index < plain.length) plain[index] = to;
        }
        const tops = plain.map((_, at) => plain.slice(0, at).reduce((sum, each) => sum + each, 0));
        const total = plain.reduce((sum, each) => sum + each, 0);
        expect([lines.length, lines.total]).toEqual([plain.length, total]);
        const some = y % plain.length;
        expect(lines.topOf(some)).toBe(tops[some]);
        const last = plain.length - 1;
        const expected = tops.findIndex((top, at) => at === last || top + (plain[at] ?? 0) > y);
        expect(lines.indexAt(y)).toBe(expected);
      },
    ),
    { numRuns: 40, seed: 12 },
  );
});
