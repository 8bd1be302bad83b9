"use client";

import { useMemo } from "react";
import { useAgents } from "@/components/task/use-agents";
import type { Presence } from "@/components/ui/presence-dot";

/** Each agent's presence, by name. */
export function usePresences(): ReadonlyMap<string, Presence> {
  const { data } = useAgents();
  return useMemo(() => new Map(data?.map((agent) => [agent.name, agent.status])), [data]);
}
