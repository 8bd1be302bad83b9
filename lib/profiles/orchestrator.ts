import { isOrchestrator } from "@/lib/agents/config";
import { findAgent } from "@/lib/agents/find";
import type { AgentRow } from "@/lib/agents/row";
import { isAgent } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";

/**
 * The orchestrator whose run's key this is: an agent with `workshop_tools`, which leads others while it works. Null for everybody else
 * who needs no leave for that: people, general keys, and agents by their own keys, which the usual rules bind. Fails with `forbidden`
 * for the key of any other run.
 */
export async function orchestratorOf(ctx: Context): Promise<AgentRow | null> {
  const { actor } = ctx;
  if (actor.kind !== "agent" || !isAgent(actor) || actor.runId === null) return null;
  const agent = await findAgent(ctx.db, actor.name);
  if (isOrchestrator(agent)) return agent;
  throw new DomainError(
    "forbidden",
    `Access denied: this key was given out for run ${actor.runId} of ${actor.name}, which has no workshop tools.`,
    { fix: "ask a person to set workshop_tools in the agent's config, or in its profile" },
  );
}

/** The context in which an orchestrator acts beyond its own task: as its agent. Everybody else's stays as it is. */
export async function actingContext(ctx: Context): Promise<Context> {
  const leader = await orchestratorOf(ctx);
  if (leader === null || ctx.actor.kind !== "agent") return ctx;
  return ctx.as({ ...ctx.actor, runId: null });
}

/** The run for which the caller acts, if its key is a run's. */
export const actingRunOf = ({ actor }: Context): number | null =>
  actor.kind === "agent" ? actor.runId : null;
