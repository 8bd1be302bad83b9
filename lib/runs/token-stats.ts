import type { Context } from "@/lib/core/context";
import { addSums, type RunSum, type SumFilter, type SumKey, sumRuns } from "./sums";
import type { StatsWire } from "./token-shapes";

export function statsOf(sum: RunSum): StatsWire {
  const totalTokens = sum.tokensIn + sum.tokensOut;
  const known = sum.runs - sum.costUnknown;
  const average = sum.costUsd === null ? null : sum.costUsd / Math.max(1, known);
  return {
    totalTokens,
    totalCost: sum.costUsd,
    requestCount: sum.runs,
    avgTokensPerRequest: sum.runs === 0 ? 0 : Math.round(totalTokens / sum.runs),
    avgCostPerRequest: average,
    costUnknown: sum.costUnknown,
  };
}

/** The statistics over several sums. */
export const addStats = (sums: readonly RunSum[]): StatsWire => statsOf(addSums(sums));

export const sum = (ctx: Context, by: SumKey[], filter: SumFilter): Promise<RunSum[]> =>
  sumRuns(ctx.db, ctx.actor, by, filter);

export const nameOf = (key: string | null | undefined): string => key ?? "unknown";

export const byKey = (sums: RunSum[]): Record<string, StatsWire> =>
  Object.fromEntries(sums.map((row) => [nameOf(row.keys.at(-1)), statsOf(row)]));

export type Of = (name: string) => RunSum[];

/** Groups sums by their first key, and leaves the second one on each. */
export function grouped(sums: RunSum[]): Of {
  const groups = Map.groupBy(sums, ({ keys }) => nameOf(keys[0]));
  return (name) => (groups.get(name) ?? []).map((row) => ({ ...row, keys: row.keys.slice(1) }));
}

export function timeline(days: RunSum[]) {
  return days
    .map((day) => ({
      date: nameOf(day.keys[0]),
      cost: day.costUsd,
      tokens: day.tokensIn + day.tokensOut,
    }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}
