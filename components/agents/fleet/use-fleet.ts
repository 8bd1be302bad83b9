"use client";

import { useQuery } from "@tanstack/react-query";
import type { FleetAgent } from "@/components/agents/runtime-trouble";
import { everyAgent } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";

/**
 * A heartbeat alone emits no event (a fleet sends many a second), so the last-seen times are refetched at this
 * interval.
 */
export const SIGNS_OF_LIFE_MS = 30_000;

/** Every agent, kept current by the event stream. */
export function useFleet(initial: FleetAgent[]) {
  return useQuery({
    queryKey: queryKeys.fleet,
    queryFn: ({ signal }) => everyAgent<FleetAgent>(signal),
    select: ({ agents }) => agents,
    ...useFirstPaint(queryKeys.fleet, { agents: initial }),
    refetchInterval: SIGNS_OF_LIFE_MS,
  });
}
