import { authorize } from "@/lib/auth/permissions";
import type { Context, TxContext } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import { createTaskOf, insertRun } from "./create-run";
import { databaseNow } from "./fire";
import { nextTime } from "./recurrence";
import { findSchedule, lockSchedule, type RunRow, recurrenceOf, type ScheduleRow } from "./row";
import type { BackfillSchedule } from "./schema";

/** Creates a task of the schedule now, paused or not and whatever else is open. Its due times stay as they are. */
export async function triggerSchedule(ctx: Context, ref: string): Promise<RunRow> {
  return ctx.transaction(async (tx) => {
    const schedule = await lockManaged(tx, ref);
    const now = await databaseNow(tx);
    const due = { dueAt: now, firstDueAt: now, count: 1 };
    const run = await insertRun(tx, schedule, { ...due, trigger: "manual", outcome: "created" });
    // Only due times are unique.
    const done = await createTaskOf(tx, schedule, run as RunRow);
    await countCreated(tx, schedule, 1);
    return done;
  });
}

const MAX_BACKFILL = 100;

export interface Backfilled {
  due: Date[];
  runs: RunRow[];
  /** How many of the due times have a task already. */
  existing: number;
}

/**
 * Creates a task for each due time of a range that has none, whatever else is open: for times when Baton was down or the schedule did
 * not exist. Fails with `invalid` for a range with more than a hundred due times, or one that is not past.
 */
export async function backfillSchedule(
  ctx: Context,
  ref: string,
  input: BackfillSchedule,
): Promise<Backfilled> {
  return ctx.transaction(async (tx) => {
    const schedule = await lockManaged(tx, ref);
    const [from, to] = [new Date(input.from * 1000), new Date(input.to * 1000)];
    if (to > (await databaseNow(tx))) {
      throw invalid("to", "must not be in the future: the schedule itself creates those tasks");
    }
    const due = dueTimes(schedule, from, to);
    const taken = await tx.db.scheduleRun.findMany({
      where: {
        scheduleId: schedule.id,
        trigger: { not: "manual" },
        dueAt: { gte: from, lte: to },
        outcome: { in: ["created", "queued"] },
      },
      select: { dueAt: true },
    });
    const times = new Set(taken.map(({ dueAt }) => dueAt.getTime()));
    const open = due.filter((at) => !times.has(at.getTime()));
    const runs: RunRow[] = [];
    if (!input.dry_run) {
      for (const dueAt of open) runs.push(await backfillOne(tx, schedule, dueAt));
      await countCreated(tx, schedule, runs.length);
    }
    return { due, runs, existing: due.length - open.length };
  });
}

function dueTimes(schedule: ScheduleRow, from: Date, to: Date): Date[] {
  const due: Date[] = [];
  const recurrence = recurrenceOf(schedule);
  for (
    let at = nextTime(recurrence, new Date(from.getTime() - 1_000));
    at !== null && at <= to;
    at = nextTime(recurrence, at)
  ) {
    if (due.length === MAX_BACKFILL) {
      throw invalid("to", `must be earlier: more than ${MAX_BACKFILL} due times are in this range`);
    }
    due.push(at);
  }
  return due;
}

/** The run of a due time that was missed, skipped or failed becomes the one with the task. */
async function backfillOne(tx: TxContext, schedule: ScheduleRow, dueAt: Date): Promise<RunRow> {
  const due = { dueAt, firstDueAt: dueAt, count: 1 };
  const run = await insertRun(tx, schedule, { ...due, trigger: "backfill", outcome: "created" });
  if (run) return createTaskOf(tx, schedule, run);
  const before = await tx.db.scheduleRun.findFirstOrThrow({
    where: { scheduleId: schedule.id, dueAt, trigger: { not: "manual" } },
  });
  const nothing = { taskStatus: null, workflowRunId: null };
  const again: RunRow = { ...before, ...due, ...nothing, trigger: "backfill" };
  await tx.db.scheduleRun.update({
    where: { id: before.id },
    data: { ...due, trigger: "backfill", settled: false },
  });
  return createTaskOf(tx, schedule, again);
}

async function lockManaged(tx: TxContext, ref: string): Promise<ScheduleRow> {
  const schedule = await lockSchedule(tx, (await findSchedule(tx, ref)).id);
  authorize(tx.actor, "schedule.manage", { projectId: schedule.projectId });
  return schedule;
}

async function countCreated(tx: TxContext, { id }: ScheduleRow, count: number): Promise<void> {
  await tx.db.schedule.update({ where: { id }, data: { createdCount: { increment: count } } });
}
