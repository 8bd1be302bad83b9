"use client";

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { RunWire } from "@/lib/runs/shapes";
import type { AgentTurns, FanWire } from "@/lib/turns/shapes";

interface TurnPage {
  turns: RunWire[];
  next_before: number | null;
  cost_usd: number | null;
  cost_unknown: number;
}

/** What an agent was asked and answered, newest first. */
export function useTurns(agent: string) {
  const path = `/api/agents/${encodeURIComponent(agent)}/history?limit=20`;
  return useInfiniteQuery({
    queryKey: queryKeys.turnsOf(agent),
    queryFn: ({ pageParam, signal }) =>
      apiGet<TurnPage>(pageParam === null ? path : `${path}&before=${pageParam}`, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next_before,
  });
}

/** Whether it is asked something now, and how many questions wait. */
export function useTurnStatus(agent: string) {
  return useQuery({
    queryKey: queryKeys.turnStatus(agent),
    queryFn: async ({ signal }) =>
      (
        await apiGet<{ agents: AgentTurns[] }>(
          `/api/turns?agents=${encodeURIComponent(agent)}`,
          signal,
        )
      ).agents[0] ?? null,
  });
}

/** The questions that went to several agents, newest first. */
export function useFans() {
  return useQuery({
    queryKey: queryKeys.fanList,
    queryFn: async ({ signal }) =>
      (await apiGet<{ fans: FanWire[] }>("/api/fans?limit=30", signal)).fans,
  });
}

/** One of them, with its answers. */
export function useFan(id: number) {
  return useQuery({
    queryKey: queryKeys.fan(id),
    queryFn: async ({ signal }) => (await apiGet<{ fan: FanWire }>(`/api/fans/${id}`, signal)).fan,
  });
}

export function useRefreshTurns(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: queryKeys.turns }),
      client.invalidateQueries({ queryKey: queryKeys.fans }),
    ]);
  }, [client]);
}
