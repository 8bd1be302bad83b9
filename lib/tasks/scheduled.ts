import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { addJob } from "@/lib/core/jobs";
import { refreshReadiness } from "./structure";

/** Sees to it that a task with a start time becomes claimable when it has come. */
export async function wakeWhenDue(tx: Queryable, taskId: number, at: Date): Promise<void> {
  await addJob(tx, "wakeScheduledTask", { taskId }, { runAt: at, key: `wake:${taskId}` });
}

/** Recomputes the readiness of a task whose start time has come, and of everything below it. */
export async function wakeScheduledTask(ctx: Context, taskId: number): Promise<void> {
  await ctx.transaction(async (tx) => {
    const around = await tx.$queryRaw<
      { id: number }[]
    >`SELECT id FROM tasks_around(${taskId}, NULL::int)`;
    await refreshReadiness(
      tx,
      ctx,
      around.map((row) => row.id),
    );
  });
}
