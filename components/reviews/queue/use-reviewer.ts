"use client";

import { useQuery } from "@tanstack/react-query";
import { everyAgent } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useRuntimes } from "@/components/sync/data/use-runtimes";
import type { AgentWire } from "@/lib/agents/shapes";

/** The reviewing agent: the one named aegis, else the first with the role reviewer; null when there is none. */
export function useReviewer() {
  return useQuery({
    queryKey: queryKeys.reviewer,
    queryFn: ({ signal }) => everyAgent<AgentWire>(signal),
    select: ({ agents }) =>
      agents.find(({ name }) => name === "aegis") ??
      agents.find(({ role }) => role === "reviewer") ??
      null,
  });
}

/**
 * Whether Baton can ask this agent for verdicts. An agent of runtime `pull` is called through any runtime that is set up;
 * undefined while those are not known, as for viewers, who may not read them.
 */
export function useCanReview(reviewer: AgentWire | null | undefined): boolean | undefined {
  const known = useRuntimes();
  if (!reviewer) return false;
  if (reviewer.runtime !== "pull") return true;
  return known?.runtimes.some(({ configured }) => configured);
}
