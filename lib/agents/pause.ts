import type { Actor } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { authorizeAgent } from "./authorize";
import { changeAgent } from "./change";
import { type AgentRef, lockAgent } from "./find";
import type { AgentRow } from "./row";

/**
 * Gives an agent nothing new from now on: no poll and no claim of its own, and no dispatch. What it works on goes on, and what a person
 * claims for it is claimed. Paused again, it keeps the time and takes the new note.
 */
export async function pauseAgent(ctx: Context, ref: AgentRef, note?: string): Promise<AgentRow> {
  return ctx.transaction(async (tx) => {
    const before = await lockAgent(tx.db, ref);
    await authorizeAgent(tx, "agent.manage", before.name);
    const isAgents = tx.actor.kind === "agent";
    // What people paused stays theirs to end.
    if (isAgents && before.paused_at !== null && !before.paused_by_agent) return before;
    return changeAgent(tx, before, {
      paused_at: before.paused_at ?? tx.clock.now().toISOString(),
      pause_note: note?.trim() || null,
      paused_by: tx.actor.name,
      paused_by_agent: isAgents,
    });
  });
}

/**
 * Gives it work again. Its results that changed nothing are counted anew. Fails with `forbidden` for the agent itself, and for any agent's key
 * where people or Baton paused it (decision 0229), whatever its scopes.
 */
export async function resumeAgent(ctx: Context, ref: AgentRef): Promise<AgentRow> {
  return ctx.transaction(async (tx) => {
    const before = await lockAgent(tx.db, ref);
    await authorizeAgent(tx, "agent.manage", before.name);
    assertMayResume(tx.actor, before);
    const set = { paused_at: null, pause_note: null, paused_by: null, paused_by_agent: false };
    return changeAgent(tx, before, { ...set, unchanged_results: 0 });
  });
}

function assertMayResume(actor: Actor, agent: AgentRow): void {
  if (actor.kind !== "agent") return;
  const { id, name, paused_at, paused_by, paused_by_agent } = agent;
  const why =
    actor.agentId === id
      ? `${name} may not resume itself`
      : paused_at !== null && !paused_by_agent
        ? `no agent resumes ${name}, which ${paused_by ?? "somebody"} paused`
        : null;
  if (why === null) return;
  throw new DomainError("forbidden", `Access denied: ${why}.`, {
    fix: "ask a person or use an operator's key that belongs to no agent",
  });
}
