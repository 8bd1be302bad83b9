import { toUnixSeconds } from "@/lib/core/clock";
import type { ScheduleRow } from "./row";

/** A schedule as events carry it: without its template. */
export function scheduleForEvent(schedule: ScheduleRow) {
  return {
    id: schedule.id,
    name: schedule.name,
    key: schedule.key,
    project_id: schedule.projectId,
    schedule: schedule.input,
    timezone: schedule.timezone,
    paused: schedule.pausedAt !== null,
    pause_note: schedule.pauseNote,
    pause_reason: schedule.pauseReason,
    next_at: toUnixSeconds(schedule.nextAt),
  };
}
