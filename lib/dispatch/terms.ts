import type { AgentRow } from "@/lib/agents/row";
import type { RunDetails } from "@/lib/engine/terms";

const DEFAULT_MINUTES = 30;
const MAX_MINUTES = 24 * 60;

/** What is kept of a dispatched run in `runs.details`. */
export interface DispatchDetails extends RunDetails {
  session_key: string;
  /** What stands in the stored prompt where the run's key goes; null for an agent without tools. */
  key_place: string | null;
}

/** One session per task, so that a second attempt finds what the first one knew and other tasks do not. */
export function sessionKeyOf(agentId: string, ticketRef: string): string {
  return `agent:${agentId}:baton-${ticketRef}`.toLowerCase();
}

/** When a run of this agent must be over: `config.dispatchTimeoutMinutes`, else half an hour. */
export function deadlineFor(agent: Pick<AgentRow, "config">, now: Date): Date {
  const set = Number(agent.config.dispatchTimeoutMinutes);
  const minutes = Number.isFinite(set) && set > 0 ? Math.min(set, MAX_MINUTES) : DEFAULT_MINUTES;
  return new Date(now.getTime() + minutes * 60_000);
}
