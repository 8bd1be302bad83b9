import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { logger } from "@/lib/core/logger";
import { createTaskOf, insertRun, tell } from "./create-run";
import { type Due, type DuePlan, planDue } from "./due-plan";
import { pauseIfFailing } from "./failures";
import { cancelOpen, decideOverlap, openTasks, queuedCount } from "./overlap";
import { recurrenceOf, type ScheduleRow } from "./row";
import type { Missed } from "./schema";

/** Schedules that are asked for at a time. */
const BATCH = 200;
/** Schedules that are served at the same time, each in a transaction of its own. */
const AT_ONCE = 4;

/** The database's time, by which due times are compared: the clocks of servers differ. */
export async function databaseNow(ctx: Context): Promise<Date> {
  const [row] = await ctx.db.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  return row?.now ?? ctx.clock.now();
}

/**
 * Deals with every due time that has passed by `at`, which is the database's time unless a test says otherwise: each once, however many
 * servers do this. Returns how many tasks were created. A schedule that cannot be served stays due and does not stop the others; the
 * first such error is thrown at the end. Index: schedules_next_at_idx.
 */
export async function fireDueSchedules(ctx: Context, at?: Date): Promise<number> {
  let created = 0;
  const errors: unknown[] = [];
  for (let after = 0; ; ) {
    const now = at ?? (await databaseNow(ctx));
    const due = await ctx.db.$queryRaw<{ id: number }[]>`
      SELECT id FROM schedules WHERE next_at <= ${now} AND id > ${after} ORDER BY id LIMIT ${BATCH}`;
    const waiting = due.map(({ id }) => id);
    const serve = async (): Promise<void> => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        try {
          const count = await fireSchedule(ctx, id, now);
          created += count;
        } catch (error) {
          logger.error({ schedule: id, err: String(error) }, "schedule failed, going on");
          errors.push(error);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, serve));
    if (due.length < BATCH) break;
    after = due[BATCH - 1]?.id as number;
  }
  if (errors.length > 0) throw errors[0];
  return created;
}

/** Deals with the due times of one schedule; nothing if another server does. Returns how many tasks were created. */
async function fireSchedule(ctx: Context, id: number, now: Date): Promise<number> {
  try {
    return await ctx.transaction(async (tx) => {
      const schedule = await takeDue(tx, id, now);
      return schedule ? fire(tx, schedule, planOf(schedule, now), now) : 0;
    });
  } catch (error) {
    // The template asks for what is refused, such as a parent that is gone: that is recorded in place of the tasks.
    if (!(error instanceof DomainError)) throw error;
    await ctx.transaction(async (tx) => {
      const schedule = await takeDue(tx, id, now);
      if (schedule) await fail(tx, schedule, planOf(schedule, now), now, error);
    });
    return 0;
  }
}

/** The schedule if it is due and no other transaction deals with it. */
async function takeDue(tx: TxContext, id: number, now: Date): Promise<ScheduleRow | null> {
  const [taken] = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT id FROM schedules WHERE id = ${id} AND next_at <= ${now} AND paused_at IS NULL FOR NO KEY UPDATE SKIP LOCKED`;
  return taken ? tx.db.schedule.findUnique({ where: { id } }) : null;
}

function planOf(schedule: ScheduleRow, now: Date): DuePlan {
  // A schedule that is due has a due time.
  return planDue(recurrenceOf(schedule), schedule.nextAt as Date, now, {
    missed: schedule.missed as Missed,
    missedWindowHours: schedule.missedWindowHours,
  });
}

interface Counts {
  created: number;
  skipped: number;
  missed: number;
  failed: number;
}

async function fire(
  tx: TxContext,
  schedule: ScheduleRow,
  plan: DuePlan,
  now: Date,
): Promise<number> {
  const counts: Counts = { created: 0, skipped: 0, missed: 0, failed: 0 };
  await recordMissed(tx, schedule, plan, counts);
  if (plan.runs.length > 0 && (await pauseIfFailing(tx, schedule, now))) {
    await skipAll(tx, schedule, plan.runs, counts, "it was paused after failures");
    await advance(tx, schedule, { ...plan, next: null }, counts);
    return 0;
  }
  for (const due of plan.runs) await fireOne(tx, schedule, due, now, counts);
  await advance(tx, schedule, plan, counts);
  return counts.created;
}

async function fireOne(
  tx: TxContext,
  schedule: ScheduleRow,
  due: Due,
  now: Date,
  counts: Counts,
): Promise<void> {
  const looks = schedule.overlap !== "allow";
  const open = looks ? await openTasks(tx, schedule, now) : [];
  const queued = open.length > 0 ? await queuedCount(tx, schedule.id) : 0;
  const decision = decideOverlap(schedule.overlap, open, queued);
  const run = await insertRun(tx, schedule, { ...due, trigger: "due", ...decision });
  if (!run) return;
  if (decision.outcome !== "created") {
    if (decision.outcome === "skipped") counts.skipped += due.count;
    await tell(tx, schedule, run);
    return;
  }
  if (schedule.overlap === "cancel_running") await cancelOpen(tx, schedule, open);
  await createTaskOf(tx, schedule, run);
  counts.created++;
}

async function recordMissed(
  tx: TxContext,
  schedule: ScheduleRow,
  { missed }: DuePlan,
  counts: Counts,
): Promise<void> {
  if (!missed) return;
  const reason =
    schedule.missed === "skip"
      ? "nothing ran at that time, and missed times are skipped"
      : "nothing ran at that time, and its window has passed";
  const run = await insertRun(tx, schedule, {
    ...missed,
    trigger: "due",
    outcome: "missed",
    reason,
  });
  if (!run) return;
  counts.missed += missed.count;
  await tell(tx, schedule, run);
}

async function skipAll(
  tx: TxContext,
  schedule: ScheduleRow,
  runs: readonly Due[],
  counts: Counts,
  reason: string,
): Promise<void> {
  for (const due of runs) {
    const run = await insertRun(tx, schedule, {
      ...due,
      trigger: "due",
      outcome: "skipped",
      reason,
    });
    if (!run) continue;
    counts.skipped += due.count;
    await tell(tx, schedule, run);
  }
}

/** Records that no task could be created, and why. */
async function fail(
  tx: TxContext,
  schedule: ScheduleRow,
  plan: DuePlan,
  now: Date,
  error: DomainError,
): Promise<void> {
  const counts: Counts = { created: 0, skipped: 0, missed: 0, failed: 0 };
  await recordMissed(tx, schedule, plan, counts);
  for (const due of plan.runs) {
    const run = await insertRun(tx, schedule, {
      ...due,
      trigger: "due",
      outcome: "failed",
      reason: error.message,
    });
    if (!run) continue;
    counts.failed += due.count;
    await tell(tx, schedule, run);
  }
  await tx.db.$executeRaw`
    UPDATE schedules SET last_error = ${error.message}, last_error_at = COALESCE(last_error_at, clock_timestamp())
    WHERE id = ${schedule.id}`;
  const paused = await pauseIfFailing(tx, schedule, now);
  await advance(tx, schedule, paused ? { ...plan, next: null } : plan, counts);
}

/** Moves the schedule on to its next due time, which follows from the last one and not from when that was dealt with. */
async function advance(
  tx: TxContext,
  schedule: ScheduleRow,
  { runs, missed, next }: DuePlan,
  counts: Counts,
): Promise<void> {
  const last = runs.at(-1)?.dueAt ?? missed?.dueAt ?? schedule.nextAt;
  await tx.db.$executeRaw`
    UPDATE schedules SET next_at = ${next}::timestamptz, last_due_at = ${last}::timestamptz,
      created_count = created_count + ${counts.created}, skipped_count = skipped_count + ${counts.skipped},
      missed_count = missed_count + ${counts.missed}, failed_count = failed_count + ${counts.failed},
      last_error = CASE WHEN ${counts.created} > 0 THEN NULL ELSE last_error END,
      last_error_at = CASE WHEN ${counts.created} > 0 THEN NULL ELSE last_error_at END
    WHERE id = ${schedule.id}`;
}
