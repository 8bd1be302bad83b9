import { z } from "zod";
import { changeAgent } from "@/lib/agents/change";
import { lockAgent } from "@/lib/agents/find";
import { asSystem, type Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { defineJob } from "@/lib/core/jobs";
import { setLimitsOf } from "./find";
import { limitOf } from "./rules";

/**
 * Pauses an agent whose last results changed nothing, if there are as many in a row as its limit (prisma/sql/limits.sql counts them). `runId`
 * is the run of the last one.
 */
export async function pauseUnchanging(
  caller: Context,
  { agent, runId }: { agent: string; runId: number },
): Promise<boolean> {
  const ctx = asSystem(caller, "limits");
  const set = await setLimitsOf(ctx.db, runId);
  const limit = set && limitOf("unchanged_results", set);
  if (!limit) return false;
  return ctx.transaction(async (tx) => {
    const before = await lockAgent(tx.db, agent).catch(nullIfGone);
    if (!before || before.paused_at !== null || before.unchanged_results < limit.limit)
      return false;
    await changeAgent(tx, before, {
      paused_at: tx.clock.now().toISOString(),
      pause_note: `Its last ${before.unchanged_results} results changed nothing: no changed file, and the same text or none. Look at run ${runId}, then resume it`,
      paused_by: "Baton",
    });
    return true;
  });
}

function nullIfGone(error: unknown): null {
  if (error instanceof DomainError && error.code === "not_found") return null;
  throw error;
}

export const pauseUnchangingJob = defineJob({
  name: "pauseUnchanging",
  payload: z.strictObject({ agent: z.string(), runId: z.int() }),
  description: "Pauses an agent whose results change nothing.",
  run: (ctx, payload) => pauseUnchanging(ctx, payload),
});
