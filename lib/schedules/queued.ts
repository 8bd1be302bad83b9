import { z } from "zod";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { defineJob } from "@/lib/core/jobs";
import { createTaskOf, tell } from "./create-run";
import { databaseNow } from "./fire";
import { openTasks } from "./overlap";
import type { RunRow, ScheduleRow } from "./row";

/**
 * Creates the task of the due time that has waited longest, once no task of the schedule is open any more. Returns how many were
 * created. A trigger queues this when a task of a schedule ends (prisma/sql/schedules.sql); the age after which a task no longer counts
 * is noticed within a minute.
 */
export async function startQueuedRun(ctx: Context, scheduleId: number, at?: Date): Promise<number> {
  const now = at ?? (await databaseNow(ctx));
  let tried: RunRow | null = null;
  try {
    return await ctx.transaction(async (tx) => {
      const schedule = await lockRunning(tx, scheduleId);
      if (!schedule) return 0;
      tried = await oldestQueued(tx, scheduleId);
      if (!tried || (await openTasks(tx, [schedule], now)).size > 0) return 0;
      await createTaskOf(tx, schedule, tried);
      await count(tx, schedule, "created");
      return 1;
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await ctx.transaction(async (tx) => {
      const schedule = await lockRunning(tx, scheduleId);
      const run = schedule && (await oldestQueued(tx, scheduleId));
      // Another server may have dealt with it since: this error is about no other.
      if (!run || run.id !== tried?.id) return;
      const reason = error.message;
      await tx.db.scheduleRun.update({
        where: { id: run.id },
        data: { outcome: "failed", reason },
      });
      await count(tx, schedule, "failed");
      await tell(tx, schedule, { ...run, outcome: "failed", reason });
    });
    return 0;
  }
}

/** The schedule, locked; null if it is paused or gone. */
async function lockRunning(tx: TxContext, id: number): Promise<ScheduleRow | null> {
  const [locked] = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT id FROM schedules WHERE id = ${id} AND paused_at IS NULL FOR NO KEY UPDATE`;
  return locked ? tx.db.schedule.findUnique({ where: { id } }) : null;
}

async function oldestQueued(ctx: Context, scheduleId: number): Promise<RunRow | null> {
  const run = await ctx.db.scheduleRun.findFirst({
    where: { scheduleId, outcome: "queued", settled: false },
    orderBy: { id: "asc" },
  });
  return run && { ...run, taskStatus: null, workflowRunId: null };
}

async function count(ctx: Context, { id }: ScheduleRow, what: "created" | "failed"): Promise<void> {
  const one = { increment: 1 };
  await ctx.db.schedule.update({
    where: { id },
    data: what === "created" ? { createdCount: one } : { failedCount: one },
  });
}

/** The schedules with due times that wait. Index: schedule_runs_unsettled_idx. */
export async function startQueuedRuns(ctx: Context, at?: Date): Promise<number> {
  const waiting = await ctx.db.$queryRaw<{ id: number }[]>`
    SELECT DISTINCT schedule_id AS id FROM schedule_runs
    WHERE outcome = 'queued' AND NOT settled`;
  let created = 0;
  for (const { id } of waiting) created += await startQueuedRun(ctx, id, at);
  return created;
}

export const startQueuedRunJob = defineJob({
  name: "startQueuedRun",
  payload: z.strictObject({ schedule: z.int() }),
  description: "Creates the next task of a schedule whose last one has ended.",
  run: (ctx, { schedule }) => startQueuedRun(ctx, schedule),
});
