"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
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
  return useAgentsAs(itself, enabled);
}

/**
 * What `pick` takes of the agents that work can be assigned to; renders again when that changes, not at every change of an agent.
 * Declare `pick` outside the component.
 */
export function useAgentsAs<Picked>(pick: (agents: AgentHit[]) => Picked, enabled = true) {
  const select = useCallback(({ agents }: { agents: AgentHit[] }) => pick(agents), [pick]);
  return useQuery({
    queryKey: queryKeys.agentPicks,
    queryFn: ({ signal }) => everyAgent<AgentHit>(signal),
    select,
    enabled,
  });
}

const itself = (agents: AgentHit[]): AgentHit[] => agents;
