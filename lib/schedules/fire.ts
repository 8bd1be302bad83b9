import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { logger } from "@/lib/core/logger";
import {
  createTasksOf,
  insertRuns,
  type PlannedRun,
  type RecordedRun,
  tellAll,
} from "./create-run";
import { type Due, type DuePlan, planDue } from "./due-plan";
import { pauseFailing } from "./failures";
import { cancelOpen, decideOverlap, openTasks, queuedCounts } from "./overlap";
import { recurrenceOf, type ScheduleRow } from "./row";
import type { Missed } from "./schema";

/** Schedules that are asked for at a time. */
const BATCH = 1_000;
/** Schedules that are served in one transaction. */
const TOGETHER = 100;
/** Transactions at the same time: while PostgreSQL works on one, the next one's tasks are made. */
const AT_ONCE = 2;

/** The database's time, by which due times are compared: the clocks of servers differ. */
export async function databaseNow(ctx: Context): Promise<Date> {
  const [row] = await ctx.db.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  return row?.now ?? ctx.clock.now();
}

/** What was done so far. */
interface Tally {
  created: number;
  errors: unknown[];
}

/**
 * Deals with every due time that has passed by `at`, which is the database's time unless a test says otherwise: each once, however many
 * servers do this. Returns how many tasks were created. A schedule that cannot be served stays due and does not stop the others; the
 * first such error is thrown at the end. Index: schedules_next_at_idx.
 */
export async function fireDueSchedules(ctx: Context, at?: Date): Promise<number> {
  const tally: Tally = { created: 0, errors: [] };
  for (let after = 0; ; ) {
    const now = at ?? (await databaseNow(ctx));
    // What locks other tasks is served by itself, so that a hundred schedules never wait for one.
    const due = await ctx.db.$queryRaw<{ id: number; isAlone: boolean }[]>`
      SELECT id, overlap = 'cancel_running' OR COALESCE(template->>'parent_id', '') <> '' OR template ? 'workflow' AS "isAlone"
      FROM schedules WHERE next_at <= ${now} AND id > ${after} ORDER BY id LIMIT ${BATCH}`;
    const groups = groupsOf(due);
    const serve = async (): Promise<void> => {
      for (let ids = groups.shift(); ids !== undefined; ids = groups.shift())
        await fireTogether(ctx, ids, now, tally);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, serve));
    if (due.length < BATCH) break;
    after = due[BATCH - 1]?.id as number;
  }
  if (tally.errors.length > 0) throw tally.errors[0];
  return tally.created;
}

function groupsOf(due: readonly { id: number; isAlone: boolean }[]): number[][] {
  const together = due.filter(({ isAlone }) => !isAlone).map(({ id }) => id);
  const groups: number[][] = [];
  for (let at = 0; at < together.length; at += TOGETHER)
    groups.push(together.slice(at, at + TOGETHER));
  return [...groups, ...due.filter(({ isAlone }) => isAlone).map(({ id }) => [id])];
}

/**
 * Deals with the due times of some schedules in one transaction; those that another server deals with are left to it. An error of one
 * ends the transaction for all, so they are then served by halves, down to the one that it comes from.
 */
async function fireTogether(
  ctx: Context,
  ids: readonly number[],
  now: Date,
  tally: Tally,
): Promise<void> {
  try {
    const created = await ctx.transaction(async (tx) => fire(tx, await takeDue(tx, ids, now), now));
    // Not in one expression: the sum may change while the transaction runs.
    tally.created += created;
  } catch (error) {
    if (ids.length === 1) return refused(ctx, ids[0] as number, now, error, tally);
    const half = Math.ceil(ids.length / 2);
    await fireTogether(ctx, ids.slice(0, half), now, tally);
    await fireTogether(ctx, ids.slice(half), now, tally);
  }
}

/** Records that a template asks for what is refused, such as a parent that is gone, in place of the tasks. */
async function refused(
  ctx: Context,
  id: number,
  now: Date,
  error: unknown,
  tally: Tally,
): Promise<void> {
  try {
    if (!(error instanceof DomainError)) throw error;
    await ctx.transaction(async (tx) => {
      const [served] = await takeDue(tx, [id], now);
      if (served) await fail(tx, served, now, error);
    });
  } catch (problem) {
    logger.error({ schedule: id, err: String(problem) }, "schedule failed, going on");
    tally.errors.push(problem);
  }
}

interface Counts {
  created: number;
  skipped: number;
  missed: number;
  failed: number;
}

/** A schedule that is being served. */
interface Served {
  schedule: ScheduleRow;
  plan: DuePlan;
  counts: Counts;
}

/** Those of the schedules that are due and that no other transaction deals with, locked. */
async function takeDue(tx: TxContext, ids: readonly number[], now: Date): Promise<Served[]> {
  const taken = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT id FROM schedules WHERE id = ANY(${[...ids]}::int[]) AND next_at <= ${now} AND paused_at IS NULL
    ORDER BY id FOR NO KEY UPDATE SKIP LOCKED`;
  if (taken.length === 0) return [];
  const rows = await tx.db.schedule.findMany({
    where: { id: { in: taken.map(({ id }) => id) } },
    orderBy: { id: "asc" },
  });
  return rows.map((schedule) => ({
    schedule,
    plan: planOf(schedule, now),
    counts: { created: 0, skipped: 0, missed: 0, failed: 0 },
  }));
}

function planOf(schedule: ScheduleRow, now: Date): DuePlan {
  // A schedule that is due has a due time.
  return planDue(recurrenceOf(schedule), schedule.nextAt as Date, now, {
    missed: schedule.missed as Missed,
    missedWindowHours: schedule.missedWindowHours,
  });
}

/** Creates the tasks of these schedules' due times, and returns how many. */
async function fire(tx: TxContext, all: readonly Served[], now: Date): Promise<number> {
  if (all.length === 0) return 0;
  await recordMissed(tx, all);
  const running = all.filter(({ plan }) => plan.runs.length > 0);
  const schedules = running.map(({ schedule }) => schedule);
  const paused = await pauseFailing(tx, schedules, now);
  const isPaused = ({ schedule }: Served): boolean => paused.has(schedule.id);
  await skipAll(tx, running.filter(isPaused), "it was paused after failures");
  const firing = running.filter((served) => !isPaused(served));
  const rounds = Math.max(0, ...firing.map(({ plan }) => plan.runs.length));
  // The first due time of each schedule, then the second: what comes of one depends on the task of the one before.
  for (let round = 0; round < rounds; round++) await fireRound(tx, firing, round, now);
  await advance(
    tx,
    all.map((served) =>
      isPaused(served) ? { ...served, plan: { ...served.plan, next: null } } : served,
    ),
  );
  return all.reduce((sum, { counts }) => sum + counts.created, 0);
}

/** Deals with the due time that each of the schedules has at this place of its plan. */
async function fireRound(
  tx: TxContext,
  firing: readonly Served[],
  round: number,
  now: Date,
): Promise<void> {
  const dues = firing.flatMap((served) => {
    const due = served.plan.runs[round];
    return due ? [{ ...served, due }] : [];
  });
  const looking = dues.filter(({ schedule }) => schedule.overlap !== "allow");
  const open = await openTasks(
    tx,
    looking.map(({ schedule }) => schedule),
    now,
  );
  const queued = await queuedCounts(tx, [...open.keys()]);
  const planned = dues.map(({ schedule, due }): PlannedRun => {
    const { id, overlap } = schedule;
    const decision = decideOverlap(overlap, open.get(id) ?? [], queued.get(id) ?? 0);
    return { schedule, run: { ...due, trigger: "due", ...decision } };
  });
  const recorded = await insertRuns(tx, planned);
  const counts = new Map(dues.map((served) => [served.schedule.id, served.counts]));
  const countsOf = ({ schedule }: RecordedRun): Counts => counts.get(schedule.id) as Counts;
  const creating = recorded.filter(({ run }) => run.outcome === "created");
  const others = recorded.filter(({ run }) => run.outcome !== "created");
  for (const of of others) if (of.run.outcome === "skipped") countsOf(of).skipped += of.run.count;
  await tellAll(tx, others);
  for (const { schedule } of creating) {
    if (schedule.overlap === "cancel_running")
      await cancelOpen(tx, schedule, open.get(schedule.id) ?? []);
  }
  for (const of of await createTasksOf(tx, creating)) countsOf(of).created++;
}

async function recordMissed(tx: TxContext, all: readonly Served[]): Promise<void> {
  const planned = all.flatMap(({ schedule, plan: { missed } }): PlannedRun[] => {
    if (!missed) return [];
    const reason =
      schedule.missed === "skip"
        ? "nothing ran at that time, and missed times are skipped"
        : "nothing ran at that time, and its window has passed";
    return [{ schedule, run: { ...missed, trigger: "due", outcome: "missed", reason } }];
  });
  await recordAs(tx, all, planned, "missed");
}

async function skipAll(tx: TxContext, all: readonly Served[], reason: string): Promise<void> {
  const planned = all.flatMap(({ schedule, plan }) =>
    plan.runs.map((due) => plannedRun(schedule, due, "skipped", reason)),
  );
  await recordAs(tx, all, planned, "skipped");
}

const plannedRun = (
  schedule: ScheduleRow,
  due: Due,
  outcome: "skipped" | "failed",
  reason: string,
): PlannedRun => ({ schedule, run: { ...due, trigger: "due", outcome, reason } });

/** Records runs without a task, with their events, and counts them. */
async function recordAs(
  tx: TxContext,
  all: readonly Served[],
  planned: readonly PlannedRun[],
  what: "missed" | "skipped" | "failed",
): Promise<void> {
  const recorded = await insertRuns(tx, planned);
  const counts = new Map(all.map((served) => [served.schedule.id, served.counts]));
  for (const { schedule, run } of recorded) (counts.get(schedule.id) as Counts)[what] += run.count;
  await tellAll(tx, recorded);
}

/** Records that no task could be created, and why. */
async function fail(tx: TxContext, served: Served, now: Date, error: DomainError): Promise<void> {
  const { schedule, plan } = served;
  await recordMissed(tx, [served]);
  const planned = plan.runs.map((due) => plannedRun(schedule, due, "failed", error.message));
  await recordAs(tx, [served], planned, "failed");
  await tx.db.$executeRaw`
    UPDATE schedules SET last_error = ${error.message}, last_error_at = COALESCE(last_error_at, clock_timestamp())
    WHERE id = ${schedule.id}`;
  const paused = await pauseFailing(tx, [schedule], now);
  await advance(tx, [paused.size > 0 ? { ...served, plan: { ...plan, next: null } } : served]);
}

/** Moves schedules on to their next due times, which follow from the last ones and not from when those were dealt with. */
async function advance(tx: TxContext, all: readonly Served[]): Promise<void> {
  const rows = all.map(({ schedule, plan: { runs, missed, next }, counts }) => ({
    id: schedule.id,
    next,
    last: runs.at(-1)?.dueAt ?? missed?.dueAt ?? schedule.nextAt,
    ...counts,
  }));
  await tx.db.$executeRaw`
    UPDATE schedules SET next_at = r.next, last_due_at = r.last,
      created_count = created_count + r.created, skipped_count = skipped_count + r.skipped,
      missed_count = missed_count + r.missed, failed_count = failed_count + r.failed,
      last_error = CASE WHEN r.created > 0 THEN NULL ELSE last_error END,
      last_error_at = CASE WHEN r.created > 0 THEN NULL ELSE last_error_at END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id int, next timestamptz, last timestamptz,
      created int, skipped int, missed int, failed int)
    WHERE schedules.id = r.id`;
}
