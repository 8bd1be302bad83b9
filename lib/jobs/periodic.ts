import { Cron } from "croner";
import { z } from "zod";
import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import { addJob } from "@/lib/core/jobs";
import { PERIODIC_JOBS } from "./all";
import { type JobResult, jobStatuses } from "./status";

export const RunNow = z.strictObject({ task_id: z.string().max(100) });

/** A periodic job as `/api/scheduler` shows it; times are Unix milliseconds. */
export const SchedulerTask = z.strictObject({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  enabled: z.boolean(),
  /** The schedule as a cron pattern, in UTC. */
  schedule: z.string(),
  lastRun: z.number().nullable(),
  nextRun: z.number(),
  running: z.boolean(),
  lastResult: z
    .strictObject({ ok: z.boolean(), message: z.string(), timestamp: z.number() })
    .nullable(),
});
export type SchedulerTask = z.output<typeof SchedulerTask>;
export const SchedulerResponse = z.strictObject({ tasks: z.array(SchedulerTask) });
export const RunNowResponse = z.strictObject({ ok: z.boolean(), message: z.string() });

/** Every periodic job, with its last and next run. */
export async function listPeriodicJobs(ctx: Context): Promise<SchedulerTask[]> {
  authorize(ctx.actor, "settings.read");
  const statuses = await jobStatuses(ctx.db);
  const now = ctx.clock.now();
  return PERIODIC_JOBS.map(({ name, description, periodic }) => {
    const status = statuses.get(name);
    const { finished = null, ok = null, message = null } = status ?? {};
    return {
      id: name,
      name,
      description,
      enabled: true,
      schedule: periodic,
      lastRun: status?.lastRun ?? null,
      nextRun: nextRun(periodic, now).getTime(),
      running: status?.running ?? false,
      lastResult:
        finished === null || ok === null
          ? null
          : { ok, message: message ?? "", timestamp: finished },
    };
  });
}

const LOOK_AGAIN_FIRST_MS = 20;
const LOOK_AGAIN_MAX_MS = 500;
const DONE_WITHIN_MS = 60_000;

/**
 * Runs a job now, in whichever process runs jobs, and returns the result once it is done. A job that is already running
 * is not started a second time.
 */
export async function runPeriodicJobNow(
  ctx: Context,
  id: string,
  doneWithinMs = DONE_WITHIN_MS,
): Promise<JobResult> {
  authorize(ctx.actor, "settings.manage");
  const job = PERIODIC_JOBS.find((each) => each.name === id);
  if (job === undefined) {
    const names = PERIODIC_JOBS.map((each) => each.name);
    throw invalid("task_id", `must be one of ${names.join(", ")}`);
  }
  const { name } = job;
  const before = (await jobStatuses(ctx.db)).get(name);
  if (!before?.running) await addJob(ctx.db, job, {}, { key: name, maxAttempts: 1 });
  const deadline = Date.now() + doneWithinMs;
  for (
    let waitMs = LOOK_AGAIN_FIRST_MS;
    Date.now() < deadline;
    waitMs = Math.min(LOOK_AGAIN_MAX_MS, waitMs * 2)
  ) {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    const status = (await jobStatuses(ctx.db)).get(name);
    if (!status || status.running || status.finished === before?.finished) continue;
    return { ok: status.ok ?? false, message: status.message ?? "" };
  }
  return { ok: false, message: NOT_DONE };
}

const NOT_DONE =
  "it is not done yet: it goes on, or no process runs jobs (BATON_ROLE must be all or jobs in one)";

/** The first full minute after `now` that matches the cron pattern, in UTC. */
export function nextRun(pattern: string, now: Date): Date {
  const next = new Cron(pattern, { timezone: "UTC" }).nextRun(now);
  if (next === null) throw new Error(`no minute fits the pattern ${pattern}`);
  return next;
}
