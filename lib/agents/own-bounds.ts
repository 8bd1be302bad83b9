import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import type { AgentColumns } from "./columns";
import { findAgent } from "./find";
import type { AgentRow } from "./row";

const BUDGETS = ["budget_usd", "daily_budget_usd"] as const;

/**
 * What an agent's key, whatever its scopes, may give another agent: no bigger budget than its own agent has, and not what goes unasked
 * unless its own does. An agent that is made without a budget gets that of its maker. People and general keys give what they like.
 * Fails with `forbidden`.
 */
export async function withinOwn(
  ctx: Context,
  before: AgentRow | null,
  set: AgentColumns,
): Promise<AgentColumns> {
  const { actor } = ctx;
  if (actor.kind !== "agent" || actor.agentId === before?.id) return set;
  const own = await findAgent(ctx.db, actor.name);
  const bounded = { ...set };
  for (const name of BUDGETS) {
    const [most, wanted] = [own[name], set[name]];
    if (most === null) continue;
    if (before === null && (wanted === undefined || wanted === null)) bounded[name] = most;
    else if (wanted !== undefined && wanted !== before?.[name] && (wanted ?? Infinity) > most)
      throw forbidden(own, `a ${name} of more than its own ${most}`);
  }
  const mode = set.config?.permission_mode;
  const isNew = mode !== before?.config.permission_mode;
  if (mode === BYPASS && isNew && own.config.permission_mode !== BYPASS)
    throw forbidden(own, `the permission_mode ${BYPASS}, which it has not itself`);
  return bounded;
}

const BYPASS = "bypass_permissions";

const forbidden = ({ name }: AgentRow, what: string): DomainError =>
  new DomainError("forbidden", `Access denied: ${name} may give no agent ${what}.`, {
    fix: "give less, or use an operator's key that belongs to no agent",
  });
