"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { apiGet } from "@/components/sync/api";
import { useLiveEvents } from "@/components/sync/stream/live-provider";
import type { EventWire } from "@/lib/events/shapes";
import type { StatisticsWire } from "@/lib/runs/shapes";

/** The period of an agent's statistics. */
export const STATISTICS_DAYS = 30;

const KEY = ["run-statistics"];
/** The sums cover many runs, so when a fleet finishes many a second they are refetched once a second. */
const GATHER_MS = 900;

/** The totals of the runs of the last 30 days, by agent; refetched when a run ends. */
export function useStatistics(
  initial: StatisticsWire[],
  agent?: string,
): Map<string, StatisticsWire> {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { data } = useQuery({
    queryKey: [...KEY, agent ?? null],
    queryFn: async ({ signal }) => {
      const named = agent === undefined ? "" : `&agent=${encodeURIComponent(agent)}`;
      const path = `/api/runs/stats?days=${STATISTICS_DAYS}${named}`;
      return (await apiGet<{ agents: StatisticsWire[] }>(path, signal)).agents;
    },
    initialData: initial,
  });
  const onEvent = useCallback(
    (event: EventWire) => {
      if (event.type !== "run.completed" || (agent !== undefined && event.agent !== agent)) return;
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        void client.invalidateQueries({ queryKey: KEY });
      }, GATHER_MS);
    },
    [client, agent],
  );
  useLiveEvents(onEvent);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useMemo(() => new Map(data.map((row) => [row.agent, row])), [data]);
}
