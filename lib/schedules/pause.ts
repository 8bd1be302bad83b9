import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { record } from "@/lib/events/append";
import { scheduleForEvent } from "./event";
import { databaseNow } from "./fire";
import { nextTime } from "./recurrence";
import { findSchedule, lockSchedule, recurrenceOf, type ScheduleRow } from "./row";
import { wakeScheduler } from "./timer";
import { changeTime, tellChange } from "./update";

/** Pauses a schedule: its due times pass and are not made up for. Pausing it again changes the note. */
export async function pauseSchedule(
  ctx: Context,
  ref: string,
  note: string | null = null,
): Promise<ScheduleRow> {
  return ctx.transaction(async (tx) => {
    const schedule = await lockSchedule(tx, (await findSchedule(tx, ref)).id);
    authorize(tx.actor, "schedule.manage", { projectId: schedule.projectId });
    const isSame = schedule.pausedAt !== null && (note === null || note === schedule.pauseNote);
    if (isSame) return schedule;
    const at = await changeTime(tx, schedule);
    const paused = await tx.db.schedule.update({
      where: { id: schedule.id },
      data: {
        pausedAt: schedule.pausedAt ?? at,
        pausedBy: tx.actor.name,
        pauseNote: note,
        pauseReason: "person",
        nextAt: null,
        updatedAt: at,
      },
    });
    await tellChange(tx, paused, ["paused"]);
    return paused;
  });
}

/** Resumes a schedule with the next due time after now. What failed before no longer counts. */
export async function resumeSchedule(ctx: Context, ref: string): Promise<ScheduleRow> {
  return ctx.transaction(async (tx) => {
    const schedule = await lockSchedule(tx, (await findSchedule(tx, ref)).id);
    authorize(tx.actor, "schedule.manage", { projectId: schedule.projectId });
    if (schedule.pausedAt === null) return schedule;
    const last = await tx.db.scheduleRun.findFirst({
      where: { scheduleId: schedule.id },
      orderBy: { id: "desc" },
      select: { id: true },
    });
    const now = await databaseNow(tx);
    const resumed = await tx.db.schedule.update({
      where: { id: schedule.id },
      data: {
        pausedAt: null,
        pausedBy: null,
        pauseNote: null,
        pauseReason: null,
        failuresAfterId: last?.id ?? 0,
        lastError: null,
        lastErrorAt: null,
        nextAt: nextTime(recurrenceOf(schedule), now),
        updatedAt: await changeTime(tx, schedule),
      },
    });
    await tellChange(tx, resumed, ["paused"]);
    await wakeScheduler(tx);
    return resumed;
  });
}

/** Removes a schedule with its history. The tasks it created stay. */
export async function removeSchedule(ctx: Context, ref: string): Promise<ScheduleRow> {
  return ctx.transaction(async (tx) => {
    const schedule = await lockSchedule(tx, (await findSchedule(tx, ref)).id);
    authorize(tx.actor, "schedule.manage", { projectId: schedule.projectId });
    await tx.db.schedule.delete({ where: { id: schedule.id } });
    await record(tx, {
      type: "schedule.deleted",
      projectId: schedule.projectId,
      data: { schedule: scheduleForEvent(schedule) },
    });
    return schedule;
  });
}
