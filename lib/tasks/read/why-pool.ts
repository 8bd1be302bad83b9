import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import type { TaskRow } from "@/lib/tasks/row";
import type { HeldUpReason } from "@/lib/tasks/shapes";
import { poolReasons } from "@/lib/workers/held-up";
import { takersOf } from "@/lib/workers/now";

/** What is known of those who would take a task of the pool. */
export interface Pool {
  /** What keeps all workers that take its type from it; nothing if one of them may. */
  reasons: HeldUpReason[];
  /** Whether agents that poll by themselves were heard of lately: they may take it as well. */
  othersPoll: boolean;
}

/** Null for a task that waits for nobody in particular: one that has an agent, or no type, or is not claimable. */
export async function poolOf(
  ctx: Context,
  { assigned_to, work_type: type, claimable, status }: TaskRow,
): Promise<Pool | null> {
  if (assigned_to !== null || type === null || !claimable || status !== "inbox") return null;
  const { workers, othersPoll } = await takersOf(ctx.db, type, ctx.clock.now());
  const reasons = poolReasons(type, workers);
  // Which workers there are elsewhere, and what was said to them, is not for a key of one project.
  const isTold = projectLimitOf(ctx.actor) === null || reasons[0]?.code === "no_worker";
  return { reasons: isTold ? reasons : [], othersPoll };
}
