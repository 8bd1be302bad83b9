"use client";

import { useQuery } from "@tanstack/react-query";
import { everyAgent } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { Presence } from "@/components/ui/display/presence-dot";

/** The agent fields that pickers need. */
export interface AgentHit {
  id: number;
  name: string;
  role: string;
  status: Presence;
  in_progress: number;
  max_capacity: number;
}

/** The agents that work can be assigned to. */
export function useAgents(enabled = true) {
  return useQuery({
    queryKey: queryKeys.agentPicks,
    queryFn: ({ signal }) => everyAgent<AgentHit>(signal),
    select: ({ agents }) => agents,
    enabled,
  });
}
