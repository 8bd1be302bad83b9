"use server";

import { type ActionResult, act } from "@/lib/api/action";
import { RowId } from "@/lib/core/fields";
import { parse } from "@/lib/http/validate";
import { changeSchedules } from "@/lib/schedules/bulk";
import { createSchedule } from "@/lib/schedules/create";
import { pauseSchedule, removeSchedule, resumeSchedule } from "@/lib/schedules/pause";
import { scheduleWire } from "@/lib/schedules/queries";
import {
  BulkSchedules,
  CreateSchedule,
  PauseSchedule,
  UpdateSchedule,
} from "@/lib/schedules/schema";
import type { ScheduleRunWire, ScheduleWire } from "@/lib/schedules/shapes";
import { triggerSchedule } from "@/lib/schedules/trigger";
import { updateSchedule } from "@/lib/schedules/update";
import { runToWire } from "@/lib/schedules/wire";

/** Creates a schedule, or changes the one of this id. */
export async function saveScheduleAction(
  id: number | null,
  input: unknown,
): Promise<ActionResult<ScheduleWire>> {
  return act(async (ctx) => {
    const schedule =
      id === null
        ? (await createSchedule(ctx, parse(CreateSchedule, input, "schedule"))).schedule
        : await updateSchedule(ctx, ref(id), parse(UpdateSchedule, input, "schedule"));
    return scheduleWire(ctx, schedule);
  });
}

export async function pauseScheduleAction(
  id: number,
  note: string | null,
): Promise<ActionResult<ScheduleWire>> {
  return act(async (ctx) => {
    const input = parse(PauseSchedule, { note }, "call");
    return scheduleWire(ctx, await pauseSchedule(ctx, ref(id), input.note));
  });
}

export async function resumeScheduleAction(id: number): Promise<ActionResult<ScheduleWire>> {
  return act(async (ctx) => scheduleWire(ctx, await resumeSchedule(ctx, ref(id))));
}

export async function triggerScheduleAction(id: number): Promise<ActionResult<ScheduleRunWire>> {
  return act(async (ctx) => runToWire(await triggerSchedule(ctx, ref(id))));
}

export async function removeScheduleAction(id: number): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await removeSchedule(ctx, ref(id));
    return null;
  });
}

/** Does the same to several schedules, all or none, and returns how many. */
export async function changeSchedulesAction(
  action: "pause" | "resume" | "remove",
  ids: number[],
  note: string | null,
): Promise<ActionResult<number>> {
  return act(async (ctx) => {
    const input = parse(BulkSchedules, { action, schedules: ids, note }, "call");
    return (await changeSchedules(ctx, input)).length;
  });
}

const ref = (id: number): string => String(parse(RowId, id, "id"));
