import { expect, it } from "vitest";
import { ceilingOf, daysFrom } from "./days";

const group = (key: string, cost_usd: number | null) => ({
  key,
  name: key,
  runs: 2,
  tokens_in: 0,
  tokens_out: 0,
  cost_usd,
  cost_unknown: cost_usd === null ? 2 : 0,
});

it("shows every day, with zero where nothing ran and nothing where the cost is unknown", () => {
  const since = Date.parse("2026-02-27T00:00:00Z") / 1000;
  const days = daysFrom(since, 4, [group("2026-02-28", 1.5), group("2026-03-02", null)]);
  expect(days.map(({ key, cost, unknown }) => [key, cost, unknown])).toEqual([
    ["2026-02-27", 0, 0],
    ["2026-02-28", 1.5, 0],
    ["2026-03-01", 0, 0],
    ["2026-03-02", null, 2],
  ]);
});

it.each([
  [[], 1],
  [[0, 0], 1],
  [[0.0031], 0.005],
  [[0.2], 0.2],
  [[0.21], 0.25],
  [[7, 3], 10],
  [[1_000], 1_000],
])("ends the axis of %j at a round amount", (amounts, expected) => {
  expect(ceilingOf(amounts)).toBeCloseTo(expected, 10);
});
