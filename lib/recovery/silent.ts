import { z } from "zod";
import { recordStatuses } from "@/lib/agents/presence";
import { AGENT_JSON, type AgentRow, OFFLINE_AFTER_MS } from "@/lib/agents/row";
import { asSystem, type Context } from "@/lib/core/context";
import { defineJob } from "@/lib/core/jobs";

const BATCH = 200;

/** Marks agents as offline that have been silent for ten minutes, and writes events about it. */
export async function markSilentAgents(caller: Context): Promise<number> {
  const ctx = asSystem(caller, "recovery");
  for (let marked = 0; ; ) {
    const silenced = await ctx.transaction(async (tx) => {
      const rows = await tx.db.$queryRaw<{ agent: AgentRow }[]>`
        WITH silent AS (
          SELECT id FROM agents
          WHERE deleted_at IS NULL AND status <> 'offline' AND NOT is_pushed(runtime)
            AND last_seen_at < clock_timestamp() - ${OFFLINE_AFTER_MS}::int * interval '1 millisecond'
          ORDER BY id LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED
        )
        UPDATE agents a SET status = 'offline' FROM silent WHERE a.id = silent.id RETURNING ${AGENT_JSON} AS agent`;
      await recordStatuses(
        tx,
        rows.map(({ agent }) => agent),
      );
      return rows.length;
    });
    marked += silenced;
    if (silenced < BATCH) return marked;
  }
}

export const markSilentAgentsJob = defineJob({
  name: "markSilentAgents",
  payload: z.strictObject({}),
  description: "Marks agents as offline that have given no sign of life for ten minutes.",
  periodic: "* * * * *",
  run: (ctx) => markSilentAgents(ctx),
});
