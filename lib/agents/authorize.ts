import { type Action, authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";

type AgentAction = Extract<
  Action,
  | "agent.manage"
  | "limit.manage"
  | "agent.register"
  | "agent.heartbeat"
  | "agent.inspect"
  | "message.send"
  | "worker.manage"
>;

/**
 * Authorises an action on an agent by its name. An agent works in every project, so a key that is limited to one reaches only
 * its own agent and those that are bound to that project: whose keys are all limited to it. Fails with `forbidden`.
 */
export async function authorizeAgent(
  ctx: Context,
  action: AgentAction,
  agent: string,
): Promise<void> {
  authorize(ctx.actor, action, { agent });
  const limit = projectLimitOf(ctx.actor);
  if (limit === null || (ctx.actor.kind === "agent" && ctx.actor.name === agent)) return;
  // Index: agents_name_key, api_keys_agent_id_idx.
  const [bound] = await ctx.db.$queryRaw<{ is_bound: boolean | null }[]>`
    SELECT bool_and(k.project_id IS NOT DISTINCT FROM ${limit}::int) AS is_bound
    FROM agents a JOIN api_keys k ON k.agent_id = a.id AND k.kind = 'agent'
    WHERE a.name = ${agent} AND k.revoked_at IS NULL`;
  if (bound?.is_bound) return;
  throw new DomainError(
    "forbidden",
    `Access denied: this key is limited to one project, and agent ${agent} works beyond it.`,
    { fix: "use a key that is not limited, or give the agent only keys of this project" },
  );
}
