"use client";

import { useMemo } from "react";
import type { Presence } from "@/components/ui/display/presence-dot";
import { type AgentHit, useAgentsAs } from "./use-agents";

/** Each agent's presence, by name: the same map while no presence changes, whatever else the agents do. */
export function usePresences(): ReadonlyMap<string, Presence> {
  const { data } = useAgentsAs(presencesOf);
  return useMemo(() => new Map(data), [data]);
}

const presencesOf = (agents: readonly AgentHit[]): [string, Presence][] =>
  agents.map(({ name, status }) => [name, status]);
