import { z } from "zod";
import type { Context, TxContext } from "@/lib/core/context";
import { forEachIsolated } from "@/lib/core/isolated";
import { addJobs, defineJob } from "@/lib/core/jobs";
import { lockStructureIfAny } from "@/lib/tasks/locks";
import type { TaskRow } from "@/lib/tasks/row";
import { refreshBelow } from "@/lib/tasks/structure/readiness";

/**
 * Queues a job for each task that is not ready yet and has a start time, or a pause after its last attempt, which makes it claimable at that
 * time.
 */
export async function wakeWhenDue(tx: TxContext, tasks: readonly TaskRow[]): Promise<void> {
  const jobs = tasks
    .filter(({ ready }) => !ready)
    .flatMap(({ id, scheduled_for: start, next_attempt_at: again }) => [
      ...(start === null ? [] : [{ at: start, key: `wake:${id}`, id }]),
      ...(again === null ? [] : [{ at: again, key: `try:${id}`, id }]),
    ])
    .map(({ at, key, id }) => ({ payload: { taskId: id }, runAt: new Date(at), key }));
  await addJobs(tx.db, wakeScheduledTaskJob, jobs);
}

/**
 * Recomputes the readiness of a task whose start time has come, or whose pause is over, and of everything below it. Does nothing if it was deleted.
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
  description:
    "Makes a task claimable when its start time has come, or the pause after an attempt is over.",
  run: (ctx, { taskId }) => wakeScheduledTask(ctx, taskId),
});

const MAX_TASKS_PER_WAKE = 500;

/** Wakes overdue tasks, once a minute, in case the process that ran a wake-up job died. Index: tasks_wake_idx, tasks_again_idx. */
export async function wakeOverdueTasks(ctx: Context): Promise<number> {
  const overdue = await ctx.db.$queryRaw<{ id: number }[]>`
    (SELECT t.id FROM tasks t
     WHERE t.scheduled_for < clock_timestamp() - interval '10 seconds' AND NOT t.ready AND t.status IN ('inbox', 'assigned')
       AND t.archived_at IS NULL AND task_is_ready(t.id)
     ORDER BY t.scheduled_for LIMIT ${MAX_TASKS_PER_WAKE})
    UNION
    (SELECT t.id FROM tasks t
     WHERE t.next_attempt_at < clock_timestamp() - interval '10 seconds' AND NOT t.ready AND t.status IN ('inbox', 'assigned')
       AND t.archived_at IS NULL AND task_is_ready(t.id)
     ORDER BY t.next_attempt_at LIMIT ${MAX_TASKS_PER_WAKE})`;
  await forEachIsolated("overdue tasks", overdue, async ({ id }) => {
    await wakeScheduledTask(ctx, id);
    return undefined;
  });
  return overdue.length;
}

export const wakeOverdueTasksJob = defineJob({
  name: "wakeOverdueTasks",
  payload: z.strictObject({}),
  description: "Wakes tasks whose start time, or pause, has passed without anybody noticing.",
  periodic: "* * * * *",
  run: (ctx) => wakeOverdueTasks(ctx),
});
