import { isAgent } from "@/lib/auth/permissions";
import { type Actor, hasRole, projectLimitOf } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import { type AgentRow, presenceOf } from "./row";
import type { AgentWire } from "./shapes";

/** The agent object of the API (docs/api.md): what existing clients read, and Baton's runtime, capacity and load. */
export function agentToWire(agent: AgentRow): AgentWire {
  return {
    id: agent.id,
    name: agent.name,
    role: agent.role,
    session_key: agent.session_key,
    soul_content: agent.soul_content,
    status: presenceOf(agent),
    last_seen: toUnixSeconds(agent.last_seen_at),
    last_activity: agent.last_activity,
    created_at: toUnixSeconds(agent.created_at),
    updated_at: toUnixSeconds(agent.updated_at),
    config: configToWire(agent),
    workspace_id: 1,
    source: agent.source,
    content_hash: null,
    workspace_path: null,
    hidden: agent.hidden ? 1 : 0,
    working_memory: agent.working_memory,
    runtime: agent.runtime,
    runtime_type: null,
    claude_base_session_id: null,
    claude_base_session_created_at: null,
    max_capacity: agent.max_capacity,
    capabilities: agent.capabilities,
    in_progress: agent.in_progress,
    budget_usd: agent.budget_usd,
    daily_budget_usd: agent.daily_budget_usd,
    profile: agent.profile,
    paused:
      agent.paused_at === null
        ? null
        : {
            note: agent.pause_note,
            by: agent.paused_by ?? "",
            since: toUnixSeconds(agent.paused_at),
          },
  };
}

/** Existing clients read capabilities from `config`. The connection is left out: it has its own endpoint. */
function configToWire({ config, capabilities }: AgentRow): Record<string, unknown> {
  const { connection: _, ...shown } = config;
  return capabilities.length > 0 ? { ...shown, capabilities } : shown;
}

/**
 * The agent as this actor may see it: the session key and the notes are for the agent itself and for operators whose key
 * reaches every project, and what it does right now is not for keys that are limited to one.
 */
export function agentFor(actor: Actor, agent: AgentRow): AgentWire {
  const own = actor.kind === "agent" && actor.name === agent.name;
  const isLimited = projectLimitOf(actor) !== null;
  if (own || (hasRole(actor, "operator") && !isAgent(actor) && !isLimited))
    return agentToWire(agent);
  const shown = { ...agentToWire(agent), session_key: null, working_memory: "" };
  return isLimited ? { ...shown, last_activity: null } : shown;
}
