import type { CostGroup } from "@/lib/runs/money-shapes";

const DAY_MS = 86_400_000;

/** One bar of the chart. */
export interface Day {
  /** `2026-11-20`, in UTC. */
  key: string;
  runs: number;
  /** US dollars; null when there were runs and nobody knows what they cost. */
  cost: number | null;
  unknown: number;
}

/** Every day from the one of `since` (Unix seconds) on, those without runs too. */
export function daysFrom(since: number, count: number, groups: readonly CostGroup[]): Day[] {
  const known = new Map(groups.map((group) => [group.key, group]));
  return Array.from({ length: count }, (_, index) => {
    const key = new Date(since * 1000 + index * DAY_MS).toISOString().slice(0, 10);
    const group = known.get(key);
    return {
      key,
      runs: group?.runs ?? 0,
      cost: group ? group.cost_usd : 0,
      unknown: group?.cost_unknown ?? 0,
    };
  });
}

/** The next round amount at or above the highest: 1, 2, 2.5 or 5 times a power of ten. */
export function ceilingOf(amounts: readonly number[]): number {
  const highest = Math.max(0, ...amounts);
  if (highest === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= highest * (1 - 1e-9)) ?? 10;
  return step * power;
}
