import { authorize } from "@/lib/auth/permissions";
import type { Context, TxContext } from "@/lib/core/context";
import type { Prisma } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import { projectForNewWork } from "@/lib/projects/queries";
import { storedTemplate } from "@/lib/tasks/template";
import { assertScheduled } from "./assert-scheduled";
import { scheduleForEvent } from "./event";
import { databaseNow } from "./fire";
import { nextTime, parseSchedule } from "./recurrence";
import { findSchedule, lockSchedule, recurrenceOf, type ScheduleRow } from "./row";
import type { UpdateSchedule } from "./schema";
import { nameTaken, timesOf } from "./settings";
import { wakeScheduler } from "./timer";

/**
 * Changes the given settings of a schedule; another schedule or zone gives it a new next time, counted from now. Fails with
 * `stale_etag` if it has changed since the caller read it, and otherwise as `createSchedule` does.
 */
export async function updateSchedule(
  ctx: Context,
  ref: string,
  input: UpdateSchedule,
): Promise<ScheduleRow> {
  return ctx.transaction(async (tx) => {
    const { id } = await findSchedule(tx, ref);
    return changeSchedule(tx, await lockSchedule(tx, id), input);
  });
}

/** Applies a change to a schedule whose row is locked. */
export async function changeSchedule(
  tx: TxContext,
  schedule: ScheduleRow,
  input: UpdateSchedule,
): Promise<ScheduleRow> {
  authorize(tx.actor, "schedule.manage", { projectId: schedule.projectId });
  assertScheduleEtag(schedule, input.etag);
  const data = await columnsOf(tx, schedule, input);
  const changed = Object.keys(data).filter((name) => {
    const [was, is] = [schedule[name as keyof ScheduleRow], data[name as keyof typeof data]];
    return JSON.stringify(was) !== JSON.stringify(is);
  });
  if (changed.length === 0) return schedule;
  const after = await tx.db.schedule
    .update({
      where: { id: schedule.id },
      data: { ...data, updatedAt: await changeTime(tx, schedule) },
    })
    .catch((error: unknown) => {
      throw nameTaken(error, input.name ?? schedule.name) ?? error;
    });
  await tellChange(
    tx,
    after,
    changed.flatMap((name) => NAMES[name] ?? []),
  );
  await wakeScheduler(tx);
  return after;
}

/** The names of settings on the wire. */
const NAMES: Readonly<Record<string, string>> = {
  name: "name",
  input: "schedule",
  timezone: "timezone",
  template: "task_template",
  projectId: "project_id",
  overlap: "overlap",
  overlapMaxAgeHours: "overlap_max_age_hours",
  missed: "missed",
  missedWindowHours: "missed_window_hours",
  pauseAfterFailures: "pause_after_failures",
};

async function columnsOf(
  tx: TxContext,
  schedule: ScheduleRow,
  input: UpdateSchedule,
): Promise<Prisma.ScheduleUncheckedUpdateInput> {
  const data: Prisma.ScheduleUncheckedUpdateInput = {
    name: input.name,
    overlap: input.overlap,
    overlapMaxAgeHours: input.overlap_max_age_hours,
    missed: input.missed,
    missedWindowHours: input.missed_window_hours,
    pauseAfterFailures: input.pause_after_failures,
  };
  if (input.task_template !== undefined) {
    const wanted = input.task_template.project_id ?? schedule.projectId;
    const project = await projectForNewWork(tx.db, tx.actor, wanted);
    authorize(tx.actor, "schedule.manage", { projectId: project.id });
    await assertScheduled(tx, project.id, input.task_template);
    data.projectId = project.id;
    data.template = storedTemplate(input.task_template, project.id);
  }
  if (input.schedule !== undefined || input.timezone !== undefined) {
    const now = await databaseNow(tx);
    const isSame =
      (input.schedule ?? schedule.input).trim() === schedule.input &&
      (input.timezone ?? schedule.timezone) === schedule.timezone;
    // Something that happens once and has happened cannot be read again: it has passed.
    const recurrence = isSame
      ? recurrenceOf(schedule)
      : parseSchedule(input.schedule ?? schedule.input, { timezone: zoneOf(schedule, input), now });
    data.input = (input.schedule ?? schedule.input).trim();
    Object.assign(data, timesOf(recurrence));
    if (!isSame && schedule.pausedAt === null) data.nextAt = nextTime(recurrence, now);
  }
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}

/** The zone stays unless the change names one, itself or in its words. */
function zoneOf(schedule: ScheduleRow, input: UpdateSchedule): string | undefined {
  if (input.timezone !== undefined) return input.timezone;
  return input.schedule !== undefined && NAMES_ZONE.test(input.schedule)
    ? undefined
    : schedule.timezone;
}

const NAMES_ZONE = /\s(?:in\s+)?\(?([A-Za-z_]+\/[A-Za-z_+/-]+|utc|gmt)\)?\s*$/i;

/** Later than the last change, so that every change has an etag of its own. */
export async function changeTime(tx: TxContext, schedule: ScheduleRow): Promise<Date> {
  const now = await databaseNow(tx);
  return new Date(Math.max(now.getTime(), schedule.updatedAt.getTime() + 1));
}

export async function tellChange(
  tx: TxContext,
  schedule: ScheduleRow,
  changed: string[],
): Promise<void> {
  await record(tx, {
    type: "schedule.updated",
    projectId: schedule.projectId,
    data: { schedule: scheduleForEvent(schedule), changed },
  });
}

function assertScheduleEtag(schedule: ScheduleRow, etag: string | undefined): void {
  const present = schedule.updatedAt.toISOString();
  if (etag === undefined || etag === present) return;
  throw new DomainError("stale_etag", `${schedule.name} has changed since you read it`, {
    etag: present,
    fix: "read the schedule again, decide anew and send its etag",
  });
}
