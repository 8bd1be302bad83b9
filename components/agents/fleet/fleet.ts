import type { Presence } from "@/components/ui/display/presence-dot";
import type { AgentWire } from "@/lib/agents/shapes";
import type { StatisticsWire } from "@/lib/runs/shapes";

export interface FleetFilter {
  q: string;
  presence: readonly Presence[];
  role: string | null;
}

export const SORT_KEYS = ["name", "load", "seen", "success", "cost"] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface FleetGroup {
  presence: Presence | null;
  agents: AgentWire[];
}

/** Sorts working agents first and offline ones last. */
const GROUP_ORDER: readonly Presence[] = ["busy", "online", "idle", "offline"];

type StatisticsOf = (agent: string) => StatisticsWire | undefined;

export function filterFleet(agents: readonly AgentWire[], filter: FleetFilter): AgentWire[] {
  const words = filter.q.toLowerCase().split(/\s+/).filter(Boolean);
  return agents.filter((agent) => {
    if (filter.presence.length > 0 && !filter.presence.includes(agent.status)) return false;
    if (filter.role !== null && agent.role !== filter.role) return false;
    const text = [agent.name, agent.role, agent.runtime, modelOf(agent), ...agent.capabilities]
      .join(" ")
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Groups by presence; when sorted, a single group in that order, with agents without a figure last. */
export function arrangeFleet(
  agents: readonly AgentWire[],
  sort: { by: SortKey; descending: boolean } | null,
  statisticsOf: StatisticsOf,
): FleetGroup[] {
  const byName = [...agents].sort((a, b) => a.name.localeCompare(b.name));
  if (sort)
    return byName.length > 0
      ? [{ presence: null, agents: sorted(byName, sort, statisticsOf) }]
      : [];
  return GROUP_ORDER.map((presence) => ({
    presence,
    agents: byName.filter((agent) => agent.status === presence),
  })).filter((group) => group.agents.length > 0);
}

function sorted(
  byName: AgentWire[],
  { by, descending }: { by: SortKey; descending: boolean },
  statisticsOf: StatisticsOf,
): AgentWire[] {
  const direction = descending ? -1 : 1;
  if (by === "name") return descending ? byName.reverse() : byName;
  return byName
    .map((agent) => ({ agent, figure: figureOf(agent, by, statisticsOf) }))
    .sort((a, b) => {
      if (a.figure === null || b.figure === null)
        return Number(a.figure === null) - Number(b.figure === null);
      return (a.figure - b.figure) * direction;
    })
    .map(({ agent }) => agent);
}

function figureOf(
  agent: AgentWire,
  by: Exclude<SortKey, "name">,
  statisticsOf: StatisticsOf,
): number | null {
  switch (by) {
    case "load":
      return agent.in_progress / agent.max_capacity;
    case "seen":
      return agent.last_seen;
    case "success":
      return statisticsOf(agent.name)?.success_rate ?? null;
    case "cost":
      return statisticsOf(agent.name)?.cost_usd ?? null;
  }
}

export function countByPresence(agents: readonly AgentWire[]): Record<Presence, number> {
  const counts: Record<Presence, number> = { online: 0, busy: 0, idle: 0, offline: 0 };
  for (const agent of agents) counts[agent.status] += 1;
  return counts;
}

export function rolesOf(agents: readonly AgentWire[]): string[] {
  return [...new Set(agents.map((agent) => agent.role))].sort();
}

/** The agent's model: `config.model`, which older clients write as `{primary}`. */
export function modelOf(agent: Pick<AgentWire, "config">): string {
  const { model } = agent.config;
  if (typeof model === "string") return model;
  if (typeof model === "object" && model !== null && "primary" in model)
    return String(model.primary);
  return "";
}

/** The model that overrides every tier (`config.dispatchModel`). */
export function dispatchModelOf(agent: Pick<AgentWire, "config">): string {
  const { dispatchModel } = agent.config;
  return typeof dispatchModel === "string" ? dispatchModel : "";
}

/** The gateway agent through which it is called, when that has another name (`config.openclawId`). */
export function openclawIdOf(agent: Pick<AgentWire, "config">): string {
  const { openclawId } = agent.config;
  return typeof openclawId === "string" ? openclawId : "";
}
