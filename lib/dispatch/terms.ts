import type { AgentRow } from "@/lib/agents/row";
import type { RunDetails } from "@/lib/engine/terms";

const DEFAULT_MINUTES = 30;
const MAX_MINUTES = 24 * 60;

/** The details of a dispatched run, stored in `runs.details`. */
export interface DispatchDetails extends RunDetails {
  session_key: string;
  /** The marker in the stored prompt that is replaced by the run's key; null for an agent without tools. */
  key_place: string | null;
  /** How it goes on in the session of an earlier stage: at its gateway, with what was said there, or with that in its prompt. */
  resumes?: "session" | "history" | "told";
}

/** The marker that is replaced by the run's number, beside that of its key. */
export const runPlaceOf = (keyPlace: string): string => keyPlace.replace("RUN_KEY", "RUN_ID");

/** The session of a task at its runtime. A second attempt continues in the same session; other tasks have their own. */
export function sessionKeyOf(agentId: string, ticketRef: string): string {
  return `agent:${agentId}:baton-${ticketRef}`.toLowerCase();
}

/** The deadline of a run that starts now: after `config.dispatchTimeoutMinutes`, or half an hour by default. */
export function deadlineFor(agent: Pick<AgentRow, "config">, now: Date): Date {
  const set = Number(agent.config.dispatchTimeoutMinutes);
  const minutes = Number.isFinite(set) && set > 0 ? Math.min(set, MAX_MINUTES) : DEFAULT_MINUTES;
  return new Date(now.getTime() + minutes * 60_000);
}
