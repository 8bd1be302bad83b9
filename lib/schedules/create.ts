import { authorize } from "@/lib/auth/permissions";
import type { Context, TxContext } from "@/lib/core/context";
import { lockNamed } from "@/lib/core/locks";
import { record } from "@/lib/events/append";
import { projectForNewWork } from "@/lib/projects/queries";
import { storedTemplate } from "@/lib/tasks/template";
import { assertScheduled } from "./assert-scheduled";
import { scheduleForEvent } from "./event";
import { databaseNow } from "./fire";
import { nextTime, parseSchedule } from "./recurrence";
import { lockSchedule, type ScheduleRow } from "./row";
import { type CreateSchedule, DEFAULTS } from "./schema";
import { nameTaken, timesOf } from "./settings";
import { wakeScheduler } from "./timer";
import { changeSchedule } from "./update";

/**
 * Creates a schedule in the project of its template, or changes the one there that has the same `key`. Operators and admins; agents'
 * own keys may not. Fails with `invalid` for a schedule that is not understood, that never fires, or whose template could not become a
 * task, and with `conflict` for a name that is in use.
 */
export async function createSchedule(
  ctx: Context,
  input: CreateSchedule,
): Promise<{ schedule: ScheduleRow; created: boolean }> {
  return ctx.transaction(async (tx) => {
    const project = await projectForNewWork(tx.db, tx.actor, input.task_template.project_id);
    authorize(tx.actor, "schedule.manage", { projectId: project.id });
    const known = await findByKey(tx, project.id, input.key);
    if (known) {
      const { key: _, paused: __, ...change } = input;
      return {
        schedule: await changeSchedule(tx, await lockSchedule(tx, known), change),
        created: false,
      };
    }
    return { schedule: await insertSchedule(tx, project.id, input), created: true };
  });
}

async function findByKey(tx: TxContext, projectId: number, key?: string): Promise<number | null> {
  if (key === undefined) return null;
  // In turn, so that of two that create it under one key the second changes what the first made.
  await lockNamed(tx.db, `schedule:${projectId}:${key}`);
  const found = await tx.db.schedule.findFirst({ where: { projectId, key }, select: { id: true } });
  return found?.id ?? null;
}

async function insertSchedule(
  tx: TxContext,
  projectId: number,
  input: CreateSchedule,
): Promise<ScheduleRow> {
  const now = await databaseNow(tx);
  const recurrence = parseSchedule(input.schedule, { timezone: input.timezone, now });
  await assertScheduled(tx, projectId, input.task_template);
  const { key = null, name, paused = false } = input;
  const schedule = await tx.db.schedule
    .create({
      data: {
        projectId,
        name,
        key,
        input: input.schedule.trim(),
        ...timesOf(recurrence),
        template: storedTemplate(input.task_template, projectId),
        overlap: input.overlap ?? DEFAULTS.overlap,
        overlapMaxAgeHours: orDefault(input.overlap_max_age_hours, DEFAULTS.overlap_max_age_hours),
        missed: input.missed ?? DEFAULTS.missed,
        missedWindowHours: input.missed_window_hours ?? DEFAULTS.missed_window_hours,
        pauseAfterFailures: orDefault(input.pause_after_failures, DEFAULTS.pause_after_failures),
        nextAt: paused ? null : nextTime(recurrence, now),
        ...(paused ? { pausedAt: now, pausedBy: tx.actor.name, pauseReason: "person" } : {}),
        createdBy: tx.actor.name,
        createdAt: now,
        updatedAt: now,
      },
    })
    .catch((error: unknown) => {
      throw nameTaken(error, name) ?? error;
    });
  await record(tx, {
    type: "schedule.created",
    projectId,
    data: { schedule: scheduleForEvent(schedule) },
  });
  await wakeScheduler(tx);
  return schedule;
}

const orDefault = (value: number | null | undefined, standard: number): number | null =>
  value === undefined ? standard : value;
