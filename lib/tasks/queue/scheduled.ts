import { z } from "zod";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { forEachIsolated } from "@/lib/core/isolated";
import { addJob, defineJob } from "@/lib/core/jobs";
import { lockStructureIfAny } from "@/lib/tasks/locks";
import { refreshBelow } from "@/lib/tasks/structure/readiness";

/** Queues a job that makes a task claimable at its start time. */
export async function wakeWhenDue(tx: Queryable, taskId: number, at: Date): Promise<void> {
  await addJob(tx, wakeScheduledTaskJob, { taskId }, { runAt: at, key: `wake:${taskId}` });
}

/**
 * Recomputes the readiness of a task whose start time has come, and of everything below it. Does nothing if it was deleted.
 */
export async function wakeScheduledTask(ctx: Context, taskId: number): Promise<void> {
  await ctx.transaction(async (tx) => {
    await lockStructureIfAny(tx, taskId);
    await refreshBelow(tx, [taskId]);
  });
}

export const wakeScheduledTaskJob = defineJob({
  name: "wakeScheduledTask",
  payload: z.strictObject({ taskId: z.int() }),
  description: "Makes a task claimable when its start time has come.",
  run: (ctx, { taskId }) => wakeScheduledTask(ctx, taskId),
});

const MAX_TASKS_PER_WAKE = 500;

/** Wakes overdue tasks, once a minute, in case the process that ran a wake-up job died. Index: tasks_wake_idx. */
export async function wakeOverdueTasks(ctx: Context): Promise<number> {
  const overdue = await ctx.db.$queryRaw<{ id: number }[]>`
    SELECT t.id FROM tasks t
    WHERE t.scheduled_for < clock_timestamp() - interval '10 seconds' AND NOT t.ready AND t.status IN ('inbox', 'assigned')
      AND t.archived_at IS NULL AND task_is_ready(t.id)
    ORDER BY t.scheduled_for LIMIT ${MAX_TASKS_PER_WAKE}`;
  await forEachIsolated("overdue tasks", overdue, async ({ id }) => {
    await wakeScheduledTask(ctx, id);
    return undefined;
  });
  return overdue.length;
}

export const wakeOverdueTasksJob = defineJob({
  name: "wakeOverdueTasks",
  payload: z.strictObject({}),
  description: "Wakes tasks whose start time has passed without anybody noticing.",
  periodic: "* * * * *",
  run: (ctx) => wakeOverdueTasks(ctx),
});
