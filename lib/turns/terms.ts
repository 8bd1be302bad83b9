import type { AgentRow } from "@/lib/agents/row";
import { deadlineFor } from "@/lib/dispatch/terms";
import type { RunDetails } from "@/lib/engine/terms";

/** How much of a conversation a model is told again with each turn, in characters; its oldest turns are left out. */
export const MOST_CHARS_TOLD = 200_000;
/** The same for a program that does not have the conversation itself. */
export const MOST_CHARS_QUOTED = 60_000;
/** How long a turn may wait to be begun. */
export const QUEUED_FOR_MS = 24 * 60 * 60_000;

/** The details of a turn, stored in `runs.details`: from the beginning how long it may take, and what `RunDetails` has once it runs. */
export interface TurnDetails extends RunDetails {
  timeout_ms?: number;
  /** How many processes worked on it and stopped. */
  lost?: number;
}

/** When a turn that begins now has to be over: after its own time, or that of its agent's tasks. */
export function turnDeadline(
  agent: Pick<AgentRow, "config">,
  details: Record<string, unknown>,
  now: Date,
): Date {
  const { timeout_ms: own } = details;
  return typeof own === "number" ? new Date(now.getTime() + own) : deadlineFor(agent, now);
}

/** The session of a conversation at its runtime; a turn outside of one has a session of its own. */
export function turnSession(
  agentId: string,
  { id, conversation_id }: { id: number; conversation_id: number | null },
): string {
  const name = conversation_id === null ? `turn-${id}` : `conversation-${conversation_id}`;
  return `agent:${agentId}:baton-${name}`.toLowerCase();
}
