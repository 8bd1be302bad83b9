"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { AgentWire } from "@/lib/agents/shapes";

/** The reviewing agent: the one named aegis, else the first with the role reviewer; null when there is none. */
export function useReviewer() {
  return useQuery({
    queryKey: [...queryKeys.agents, "reviewer"],
    queryFn: ({ signal }) => apiGet<{ agents: AgentWire[] }>("/api/agents?limit=200", signal),
    select: ({ agents }) =>
      agents.find(({ name }) => name === "aegis") ??
      agents.find(({ role }) => role === "reviewer") ??
      null,
  });
}
