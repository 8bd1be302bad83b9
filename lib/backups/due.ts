import { nextTime } from "@/lib/schedules/recurrence";
import { type BackupSettings, recurrenceOf } from "./settings";

/** After a failure it is tried again, though not sooner than this. */
const RETRY_MS = 55 * 60_000;

/** The first due time since the last success, or since the times were set. */
export function dueAt(settings: BackupSettings, success: { startedAt: Date } | null): Date {
  const set = new Date(settings.since);
  const base = success !== null && success.startedAt > set ? success.startedAt : set;
  return nextTime(recurrenceOf(settings), base) ?? new Date(8.64e15);
}

/** When the next try is to be made: at the due time, or some time after a try that failed. */
export function nextTry(
  settings: BackupSettings,
  success: { startedAt: Date } | null,
  lastTry: { startedAt: Date } | null,
): Date {
  const due = dueAt(settings, success);
  if (lastTry === null || lastTry.startedAt < due) return due;
  return new Date(lastTry.startedAt.getTime() + RETRY_MS);
}
