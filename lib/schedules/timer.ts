import { z } from "zod";
import { systemActor } from "@/lib/core/actor";
import { type Context, createContext } from "@/lib/core/context";
import type { Database, Queryable } from "@/lib/core/database";
import { addJob, defineJob, type JobProcess, type ProcessPart } from "@/lib/core/jobs";
import { lockNamed } from "@/lib/core/locks";
import { logger } from "@/lib/core/logger";
import { fireDueSchedules } from "./fire";
import { startQueuedRuns } from "./queued";

/**
 * Schedules cost nothing while none is due: one job waits in the queue for the nearest due time of all. It runs a little early and
 * sets a timer in its process, because the queue looks for jobs of the future only every two seconds; and it queues itself for just
 * after the due time, for the case that this process dies. Every server may do this: a due time is dealt with once.
 */

/** How long before a due time the job runs, which is more than the queue's pause between two looks. */
const LEAD_MS = 4_000;
/** How long after a due time the job looks whether the timer did its work. */
const CHECK_MS = 1_000;

/** The pause before looking again at something that is due and that another server deals with. */
const BUSY_MS = 50;
/** What has been due for so long cannot be served for some reason, and is tried again at longer intervals. */
const STUCK_MS = 10_000;
const STUCK_PAUSE_MS = 15_000;

/** The one timer of a process. */
class ScheduleTimer {
  private readonly db: Database;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;
  private work: Promise<void> = Promise.resolve();

  constructor(db: Database) {
    this.db = db;
  }

  /** Deals with what is due in so many milliseconds; replaces an earlier call. */
  set(inMs: number, process: JobProcess): void {
    if (this.isClosed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const ctx = createContext(systemActor("scheduler"), this.db);
      this.work = serve(ctx, process).then(
        () => undefined,
        // The job that waits in the queue tries again.
        (error: unknown) => logger.error({ err: String(error) }, "due schedules failed"),
      );
    }, inMs);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.work;
  }
}

const timerPart: ProcessPart<ScheduleTimer> = {
  name: "scheduleTimer",
  open: (db) => new ScheduleTimer(db),
  close: (timer) => timer.close(),
};

/** Deals with what is due, then prepares for the nearest due time. */
async function serve(ctx: Context, process: JobProcess): Promise<{ created: number }> {
  const served = await Promise.allSettled([fireDueSchedules(ctx)]);
  const inMs = await armSchedules(ctx);
  const [result] = served;
  // After an error the job tries again, not the timer, which would do so without a pause.
  if (result.status === "rejected") throw result.reason;
  if (inMs !== null && inMs <= LEAD_MS && !process.signal.aborted) {
    process.part(timerPart).set(inMs > 0 ? inMs : BUSY_MS, process);
  }
  return { created: result.value };
}

/**
 * Queues the job for the nearest due time, and returns in how many milliseconds that is; null if there is none. Called by every change
 * that may bring it forward. Index: schedules_next_at_idx.
 */
export async function armSchedules(ctx: Context): Promise<number | null> {
  return ctx.transaction(async (tx) => {
    // In turn, so that of two changes the later job is not for the later time.
    await lockNamed(tx.db, "schedules");
    const inMs = await nearestInMs(tx.db);
    if (inMs === null) return null;
    const waitMs = inMs < -STUCK_MS ? STUCK_PAUSE_MS : pauseBefore(inMs);
    await addJob(
      tx.db,
      fireSchedulesJob,
      {},
      {
        key: "schedules",
        runAt: new Date(Date.now() + waitMs),
      },
    );
    return inMs;
  });
}

const pauseBefore = (inMs: number): number =>
  inMs > LEAD_MS ? inMs - LEAD_MS : Math.max(inMs, 0) + CHECK_MS;

/** Milliseconds until the nearest due time by the database's clock. Index: schedules_next_at_idx. */
async function nearestInMs(db: Queryable): Promise<number | null> {
  const [row] = await db.$queryRaw<{ ms: number }[]>`
    SELECT ceil(extract(epoch FROM next_at - clock_timestamp()) * 1000)::float8 AS ms
    FROM schedules WHERE next_at IS NOT NULL ORDER BY next_at LIMIT 1`;
  return row?.ms ?? null;
}

/** Queues the job to run now, in a change that gave a schedule a next time: whichever process takes it sets its timer. */
export async function wakeScheduler(ctx: Context): Promise<void> {
  await addJob(ctx.db, fireSchedulesJob, {}, { key: "schedules:changed" });
}

export const fireSchedulesJob = defineJob({
  name: "fireSchedules",
  payload: z.strictObject({}),
  description: "Creates the tasks of schedules that are due.",
  periodic: "* * * * *",
  run: async (ctx, _payload, process) => {
    const { created } = await serve(ctx, process);
    return { created: created + (await startQueuedRuns(ctx)) };
  },
});
