import type { AgentWire } from "@/lib/agents/shapes";
import type { RuntimeWire } from "@/lib/runtimes/shapes";

/** Why an agent that Baton calls cannot be called now, and how much work waits for it meanwhile. */
export interface RuntimeTrouble {
  /** A sentence with its end. */
  reason: string;
  waiting: number;
  /** When it is tried again, in Unix seconds; null waits for other settings. */
  retryAt: number | null;
}

export type FleetAgent = AgentWire & { taskStats?: { assigned: number } };

/**
 * Null when all is well, when Baton does not call the agent, and when the runtimes are not known (yet, or to viewers). What
 * a runtime refused may have been another agent's model: it is this agent's trouble when its work waits.
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
