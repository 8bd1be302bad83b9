import { Prisma } from "@/lib/core/database";
import type { Runtime } from "@/prisma/generated/enums";

/** An agent as the database stores it, read as one JSON object. */
export interface AgentRow {
  id: number;
  name: string;
  role: string;
  runtime: Runtime;
  status: string;
  last_seen_at: string | null;
  last_activity: string | null;
  soul_content: string | null;
  config: Record<string, unknown>;
  capabilities: string[];
  max_capacity: number;
  /** Whether an operator set `max_capacity`. */
  capacity_is_set: boolean;
  in_progress: number;
  working_memory: string;
  session_key: string | null;
  source: "manual" | "self" | "observed";
  hidden: boolean;
  mentions_seen_id: number;
  /** Budgets in US dollars: in total, and per day (UTC). */
  budget_usd: number | null;
  daily_budget_usd: number | null;
  /** The profile it was made from: its id while there is one, and its name. */
  profile_id: number | null;
  profile: string | null;
  /** The orchestrator whose team it belongs to. */
  made_by_id: number | null;
  /** Since when it is given nothing new; null for an agent at work. */
  paused_at: string | null;
  pause_note: string | null;
  paused_by: string | null;
  /** Whether an agent's key paused it: no agent resumes what people or Baton paused. */
  paused_by_agent: boolean;
  /** How many of its results in a row changed nothing. */
  unchanged_results: number;
  /** What bounds it and was set by people: `gates.ts`. */
  set_by_people: string[];
  created_at: string;
  updated_at: string;
}

export const AGENT_JSON = Prisma.sql`to_jsonb(a)`;

/** An agent without a sign of life for this long is shown as offline (domain.md, "Dispatch, review, recovery"). */
export const OFFLINE_AFTER_MS = 10 * 60 * 1000;

export const PRESENCES = ["online", "busy", "idle", "offline"] as const;
export type Presence = (typeof PRESENCES)[number];

/**
 * The presence that people see: offline after ten minutes without a sign of life, busy while the agent holds a task or says so, otherwise
 * what it last reported. An agent that was never seen shows the status it was created with.
 */
export function presenceOf(
  agent: Pick<AgentRow, "runtime" | "status" | "last_seen_at" | "in_progress">,
  now: Date = new Date(),
): Presence {
  const seen = agent.last_seen_at;
  if (isPushed(agent)) return agent.in_progress > 0 ? "busy" : "idle";
  if (seen !== null && now.getTime() - Date.parse(seen) > OFFLINE_AFTER_MS) return "offline";
  if (agent.in_progress > 0) return "busy";
  return PRESENCES.find((presence) => presence === agent.status) ?? "idle";
}

/** The runtimes that Baton calls (domain.md, "Dispatch, review, recovery"); the others poll. In SQL: `is_pushed`. */
export const PUSH_RUNTIMES = ["openclaw", "anthropic", "openai"] as const;
/** The runtimes that need a model's name. */
export type CallableRuntime = (typeof PUSH_RUNTIMES)[number] | "worker";

/** Whether Baton calls the agent. Such an agent is always available and sends no signs of life. */
export function isPushed(agent: Pick<AgentRow, "runtime">): boolean {
  return PUSH_RUNTIMES.some((runtime) => runtime === agent.runtime);
}

/** The same rules as `presenceOf`, as SQL over the agent `a`, for filters. */
export const PRESENCE = Prisma.sql`CASE
  WHEN is_pushed(a.runtime) THEN CASE WHEN a.in_progress > 0 THEN 'busy' ELSE 'idle' END
  WHEN a.last_seen_at < clock_timestamp() - ${OFFLINE_AFTER_MS}::int * interval '1 millisecond' THEN 'offline'
  WHEN a.in_progress > 0 THEN 'busy'
  WHEN a.status IN ('online', 'busy', 'idle', 'offline') THEN a.status
  ELSE 'idle' END`;
