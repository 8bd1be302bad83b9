import type { AgentWire } from "@/lib/agents/shapes";
import type { RuntimeWire } from "@/lib/runtimes/shapes";

/** Why an agent cannot be called now, and how many tasks wait for it. */
export interface RuntimeTrouble {
  /** A sentence with its full stop. */
  reason: string;
  waiting: number;
  /** When it is tried again, in Unix seconds; null means not before the settings change. */
  retryAt: number | null;
}

export type FleetAgent = AgentWire & { taskStats?: { assigned: number } };

/**
 * Null when there is no problem, when Baton does not call the agent, and when the runtimes are unknown (not loaded, or
 * the user is a viewer). A runtime's failure may concern another agent's model, so it counts for this agent only when
 * its own tasks wait.
 */
export function troubleOf(
  agent: FleetAgent,
  runtimes: readonly RuntimeWire[] | undefined,
  waiting = agent.taskStats?.assigned ?? 0,
): RuntimeTrouble | null {
  const runtime = runtimes?.find(({ name }) => name === agent.runtime);
  if (!runtime || runtime.health.ok) return null;
  if (runtime.configured && waiting === 0) return null;
  const { reason, retry_at } = runtime.health;
  return { reason: `${reason ?? "It does not answer"}.`, waiting, retryAt: retry_at };
}

/** "2 tasks wait", or null. */
export function waitingWords({ waiting }: RuntimeTrouble): string | null {
  if (waiting === 0) return null;
  return waiting === 1 ? "1 task waits" : `${waiting} tasks wait`;
}
