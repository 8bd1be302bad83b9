import type { AgentRow } from "@/lib/agents/row";

/** A dispatched run whose process died is free again after this long. */
export const LEASE_MS = 30_000;
export const HEARTBEAT_MS = 10_000;

const DEFAULT_MINUTES = 30;
const MAX_MINUTES = 24 * 60;

/** What a run needs to be joined again, kept in `runs.details`. */
export interface RunDetails {
  agent_id: string;
  session_key: string;
  model_optional: boolean;
  /** ISO time after which the run is over, whatever its runtime says. */
  deadline_at: string;
  /** Of the settings it runs under: what refuses them makes the runtime unhealthy under these only. */
  fingerprint: string;
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
