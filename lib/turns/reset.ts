import { agentEvent } from "@/lib/agents/event";
import { type AgentRef, findAgent } from "@/lib/agents/find";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { lockNamed } from "@/lib/core/locks";
import { record } from "@/lib/events/append";
import { cancelTurnsOf } from "@/lib/runs/turns.sql";
import { assertMayManage } from "./authority";
import type { AgentTurns } from "./shapes";
import { turnsOfAgent } from "./status";

/**
 * Lets an agent begin a new conversation: its next turn knows nothing of those before. Its turns and what they cost stay. A key that is
 * limited to a project resets the conversation of that project, everybody else all of them. Fails with `conflict` while turns are
 * open, unless `cancel` ends them.
 */
export async function resetAgent(
  ctx: Context,
  ref: AgentRef,
  { cancel }: { cancel: boolean },
): Promise<{ agent: AgentTurns; cancelled: number }> {
  const cancelled = await ctx.transaction(async (tx) => {
    const agent = await findAgent(tx.db, ref);
    await assertMayManage(tx, agent);
    await lockNamed(tx.db, `turns:${agent.name}`);
    const ended = await endConversations(tx.db, agent.name, projectLimitOf(tx.actor));
    const open = await openIn(tx.db, agent.name, ended);
    if (open > 0 && !cancel) {
      const turns = open === 1 ? "1 turn" : `${open} turns`;
      throw new DomainError("conflict", `${agent.name} has ${turns} open in this conversation`, {
        reason: "turns_open",
        open,
        fix: "wait for them, or send cancel: true",
      });
    }
    const by = `the conversation was begun anew by ${tx.actor.name}`;
    const count = open > 0 ? await cancelTurnsOf(tx, agent.name, by, ended) : 0;
    if (ended.length > 0)
      await record(tx, agentEvent("agent.updated", agent, { changed: ["conversation"] }));
    return count;
  });
  return { agent: await turnsOfAgent(ctx, ref), cancelled };
}

/** Index: conversations_current_key. */
async function endConversations(
  db: Queryable,
  agent: string,
  projectId: number | null,
): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    UPDATE conversations SET ended_at = clock_timestamp()
    WHERE agent = ${agent} AND ended_at IS NULL AND (${projectId}::int IS NULL OR project_id = ${projectId}::int) RETURNING id`;
  return rows.map(({ id }) => id);
}

/** Index: runs_open_turns_idx. */
async function openIn(db: Queryable, agent: string, conversations: number[]): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM runs r
    WHERE r.agent = ${agent} AND r.queued_at IS NOT NULL AND r.outcome IS NULL AND r.conversation_id = ANY(${conversations}::int[])`;
  return row?.n ?? 0;
}
