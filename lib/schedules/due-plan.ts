import { nextTime, type Recurrence } from "./recurrence";
import type { Missed } from "./schema";

/** One or several due times that become one run. */
export interface Due {
  dueAt: Date;
  firstDueAt: Date;
  count: number;
}

export interface DuePlan {
  /** What runs now, in order. */
  runs: Due[];
  /** What is only counted. */
  missed: Due | null;
  /** The due time after `now`, or null. */
  next: Date | null;
}

/** A due time that is dealt with within this time is on time. */
const GRACE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** No more due times are gone through one by one; what is older than the window then counts as at least so many. */
const MAX_DUE = 5_000;

/**
 * What to do at `now` about the due times from `from` on. Late ones run if `missed` says so and the window has not passed; those less
 * than an hour before the next one become one run with it.
 */
export function planDue(
  recurrence: Recurrence,
  from: Date,
  now: Date,
  { missed, missedWindowHours }: { missed: Missed; missedWindowHours: number },
): DuePlan {
  const windowMs = missed === "skip" ? GRACE_MS : Math.max(GRACE_MS, missedWindowHours * HOUR_MS);
  const oldest = now.getTime() - windowMs;
  const plan: DuePlan = { runs: [], missed: null, next: null };
  let due: Date | null = from;
  for (let seen = 0; due !== null && due <= now; seen++) {
    if (due.getTime() < oldest) {
      plan.missed = together(plan.missed, due);
      due =
        seen < MAX_DUE ? nextTime(recurrence, due) : nextTime(recurrence, new Date(oldest - 1_000));
      continue;
    }
    const last = plan.runs.at(-1);
    const isLate = last !== undefined && now.getTime() - last.firstDueAt.getTime() > GRACE_MS;
    if (last && isLate && due.getTime() - last.dueAt.getTime() < HOUR_MS) {
      plan.runs[plan.runs.length - 1] = together(last, due);
    } else {
      plan.runs.push(together(null, due));
    }
    due = nextTime(recurrence, due);
  }
  plan.next = due;
  return plan;
}

function together(before: Due | null, dueAt: Date): Due {
  if (!before) return { dueAt, firstDueAt: dueAt, count: 1 };
  return { dueAt, firstDueAt: before.firstDueAt, count: before.count + 1 };
}
