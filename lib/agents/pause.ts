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
    return changeAgent(tx, before, {
      paused_at: before.paused_at ?? tx.clock.now().toISOString(),
      pause_note: note?.trim() || null,
      paused_by: tx.actor.name,
    });
  });
}

/** Gives it work again. Its results that changed nothing are counted anew. Fails with `forbidden` for the agent itself, whatever its scopes. */
export async function resumeAgent(ctx: Context, ref: AgentRef): Promise<AgentRow> {
  return ctx.transaction(async (tx) => {
    const before = await lockAgent(tx.db, ref);
    await authorizeAgent(tx, "agent.manage", before.name);
    if (tx.actor.kind === "agent" && tx.actor.agentId === before.id) {
      throw new DomainError("forbidden", `Access denied: ${before.name} may not resume itself.`, {
        fix: "ask a person or use an operator's key that belongs to no agent",
      });
    }
    const set = { paused_at: null, pause_note: null, paused_by: null, unchanged_results: 0 };
    return changeAgent(tx, before, set);
  });
}
