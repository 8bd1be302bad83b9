import { toUnixSeconds } from "@/lib/core/clock";
import { healthOf } from "./health";
import { describe, nextTimes } from "./recurrence";
import { type RunRow, recurrenceOf, type ScheduleRow, templateOf } from "./row";
import type { Missed, Overlap, RUN_OUTCOMES, RUN_TRIGGERS } from "./schema";
import type { ScheduleRunWire, ScheduleWire } from "./shapes";

const PREVIEWED = 5;

/** Times are Unix seconds. */
export function scheduleToWire(
  schedule: ScheduleRow,
  last: RunRow | null,
  now: Date,
): ScheduleWire {
  const recurrence = recurrenceOf(schedule);
  const { nextAt, pausedAt } = schedule;
  const next =
    nextAt === null
      ? []
      : [nextAt, ...nextTimes(recurrence, nextAt, PREVIEWED - 1)].map((at) => toUnixSeconds(at));
  return {
    id: schedule.id,
    key: schedule.key,
    name: schedule.name,
    project_id: schedule.projectId,
    schedule: schedule.input,
    cron: schedule.cron,
    once_at: toUnixSeconds(schedule.onceAt),
    words: describe(recurrence),
    timezone: schedule.timezone,
    task_template: templateOf(schedule),
    // Checked by the schema when they were stored.
    overlap: schedule.overlap as Overlap,
    overlap_max_age_hours: schedule.overlapMaxAgeHours,
    missed: schedule.missed as Missed,
    missed_window_hours: schedule.missedWindowHours,
    pause_after_failures: schedule.pauseAfterFailures,
    paused: pausedAt !== null,
    paused_at: toUnixSeconds(pausedAt),
    paused_by: schedule.pausedBy,
    pause_note: schedule.pauseNote,
    pause_reason: schedule.pauseReason as "person" | "failures" | null,
    next_at: toUnixSeconds(nextAt),
    next,
    last_run: last === null ? null : runToWire(last),
    health: healthOf(schedule, last, now),
    counts: {
      created: schedule.createdCount,
      skipped: schedule.skippedCount,
      missed: schedule.missedCount,
      failed: schedule.failedCount,
    },
    created_by: schedule.createdBy,
    created_at: toUnixSeconds(schedule.createdAt),
    updated_at: toUnixSeconds(schedule.updatedAt),
    etag: schedule.updatedAt.toISOString(),
  };
}

export function runToWire(run: RunRow): ScheduleRunWire {
  return {
    id: run.id,
    schedule_id: run.scheduleId,
    due_at: toUnixSeconds(run.dueAt),
    first_due_at: toUnixSeconds(run.firstDueAt),
    count: run.count,
    trigger: run.trigger as (typeof RUN_TRIGGERS)[number],
    outcome: run.outcome as (typeof RUN_OUTCOMES)[number],
    reason: run.reason,
    task_id: run.taskId,
    ticket_ref: run.ticketRef,
    task_status: run.taskStatus,
    workflow_run_id: run.workflowRunId,
    created_at: toUnixSeconds(run.createdAt),
  };
}
