import { toUnixSeconds } from "@/lib/core/clock";
import { invalid } from "@/lib/core/errors";

/** Both ways to write a due date. Absent stays, null clears. */
interface DueInput {
  /** A day, such as `2026-11-24`. */
  due_on?: string | null | undefined;
  /** Unix seconds, as existing clients write it. */
  due_date?: number | null | undefined;
}

/**
 * The moment to store for a due date; undefined where the input says nothing. A day is stored as its last second in UTC,
 * so that it reads back as the same day in every time zone (docs/decisions/0063-due-dates-are-days.md). Throws `invalid`
 * where the two fields name different days.
 */
export function dueAtOf({ due_on, due_date }: DueInput): Date | null | undefined {
  const moment = due_date == null ? due_date : new Date(due_date * 1000);
  if (due_on === undefined) return moment;
  const day = due_on === null ? null : new Date(`${due_on}T23:59:59Z`);
  if (moment === undefined) return day;
  if (dueDayOf(moment) !== due_on) {
    throw invalid("due_on", "must be the day of due_date in UTC: write one of the two");
  }
  return moment;
}

/** The day on which a task is due, such as `2026-11-24`; null for none. */
export function dueDayOf(dueAt: Date | string | null): string | null {
  return dueAt === null ? null : new Date(dueAt).toISOString().slice(0, 10);
}

/** Whether the moment is the one that is stored, to the second. */
export function isSameDue(due: Date | null, stored: string | null): boolean {
  return toUnixSeconds(due) === toUnixSeconds(stored);
}
