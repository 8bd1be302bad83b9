"use client";

import { useMemo } from "react";
import type { Presence } from "@/components/ui/display/presence-dot";
import { useAgents } from "./use-agents";

/** Each agent's presence, by name. */
export function usePresences(): ReadonlyMap<string, Presence> {
  const { data } = useAgents();
  return useMemo(() => new Map(data?.map((agent) => [agent.name, agent.status])), [data]);
}
