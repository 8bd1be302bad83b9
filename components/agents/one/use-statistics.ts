"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { StatisticsWire } from "@/lib/runs/shapes";

/** The period of an agent's statistics. */
export const STATISTICS_DAYS = 30;

/** The totals of the runs of the last 30 days, by agent; read again when a run ends. */
export function useStatistics(
  initial: StatisticsWire[],
  agent?: string,
): Map<string, StatisticsWire> {
  const queryKey = queryKeys.statisticsOf(agent ?? null);
  const { data } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const named = agent === undefined ? "" : `&agent=${encodeURIComponent(agent)}`;
      const path = `/api/runs/stats?days=${STATISTICS_DAYS}${named}`;
      return (await apiGet<{ agents: StatisticsWire[] }>(path, signal)).agents;
    },
    ...useFirstPaint(queryKey, initial),
  });
  return useMemo(() => new Map(data.map((row) => [row.agent, row])), [data]);
}
