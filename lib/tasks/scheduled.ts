import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { addJob } from "@/lib/core/jobs";
import { holdStructureOf } from "./find";
import { refreshBelow } from "./readiness";

/** Sees to it that a task with a start time becomes claimable when it has come. */
export async function wakeWhenDue(tx: Queryable, taskId: number, at: Date): Promise<void> {
  await addJob(tx, "wakeScheduledTask", { taskId }, { runAt: at, key: `wake:${taskId}` });
}

/** Recomputes the readiness of a task whose start time has come, and of everything below it. A deleted one is past waking. */
export async function wakeScheduledTask(ctx: Context, taskId: number): Promise<void> {
  await ctx.transaction(async (tx) => {
    await holdStructureOf(tx, taskId);
    await refreshBelow(tx, ctx, [taskId]);
  });
}
