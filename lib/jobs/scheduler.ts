import { parseCronItems } from "graphile-worker";
import { z } from "zod";
import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import { addJob, type JobName } from "@/lib/core/jobs";
import { PERIODIC } from "./commands";
import { type JobResult, jobStatuses } from "./status";

export const RunNow = z.strictObject({ task_id: z.string().max(100) });

/** A periodic job as the scheduler's API has it; times are Unix milliseconds. */
export const SchedulerTask = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  enabled: z.boolean(),
  /** As cron, in UTC. */
  schedule: z.string(),
  lastRun: z.number().nullable(),
  nextRun: z.number(),
  running: z.boolean(),
  lastResult: z.object({ ok: z.boolean(), message: z.string(), timestamp: z.number() }).nullable(),
});
export type SchedulerTask = z.output<typeof SchedulerTask>;
export const SchedulerResponse = z.object({ tasks: z.array(SchedulerTask) });
export const RunNowResponse = z.object({ ok: z.boolean(), message: z.string() });

/** What each periodic job is for; a test holds this list against the jobs. */
const DESCRIPTIONS: { [N in JobName]?: string } & Record<string, string> = {
  dispatchAssignedTasks: "Sends assigned tasks to the agents that Baton calls.",
  recoverRuns: "Joins runs whose process died, or gives them up.",
  routeInboxTasks: "Gives inbox tasks to the agent that fits best, where a project asks for it.",
  runAegisReviews: "Has work in review judged.",
  wakeOverdueTasks: "Wakes tasks whose start time has passed without anybody noticing.",
  requeueStaleTasks: "Takes tasks from agents that have fallen silent, and gives them out again.",
  markSilentAgents: "Marks agents as offline that have given no sign of life for ten minutes.",
  sweep: "Removes what has served its time.",
};

export const descriptionOf = (name: string): string => DESCRIPTIONS[name] ?? "";

/** Every periodic job, with its last and its next run. */
export async function listScheduled(ctx: Context): Promise<SchedulerTask[]> {
  authorize(ctx.actor, "settings.read");
  const statuses = await jobStatuses(ctx.db);
  const now = ctx.clock.now();
  return Object.entries(PERIODIC).map(([name, schedule]) => {
    const status = statuses.get(name);
    const { finished = null, ok = null, message = null } = status ?? {};
    return {
      id: name,
      name,
      description: descriptionOf(name),
      enabled: true,
      schedule,
      lastRun: status?.lastRun ?? null,
      nextRun: nextRun(schedule, now).getTime(),
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
 * Has one run now, by whichever process runs jobs, and says how it went once it is done; one that runs already is not run a
 * second time.
 */
export async function runScheduledNow(
  ctx: Context,
  id: string,
  doneWithinMs = DONE_WITHIN_MS,
): Promise<JobResult> {
  authorize(ctx.actor, "settings.manage");
  const names = Object.keys(PERIODIC) as JobName[];
  const name = names.find((each) => each === id);
  if (name === undefined) throw invalid("task_id", `must be one of ${names.join(", ")}`);
  const before = (await jobStatuses(ctx.db)).get(name);
  if (!before?.running) await addJob(ctx.db, name, {} as never, { key: name, maxAttempts: 1 });
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

const MINUTE_MS = 60_000;
const YEAR_OF_MINUTES = 366 * 24 * 60;

/** The first full minute after `now` that fits the pattern, in UTC. */
export function nextRun(schedule: string, now: Date): Date {
  const [item] = parseCronItems([{ task: "any", match: schedule }]);
  let minute = (Math.floor(now.getTime() / MINUTE_MS) + 1) * MINUTE_MS;
  for (let i = 0; i < YEAR_OF_MINUTES; i++, minute += MINUTE_MS) {
    const at = new Date(minute);
    const digest = {
      min: at.getUTCMinutes(),
      hour: at.getUTCHours(),
      date: at.getUTCDate(),
      month: at.getUTCMonth() + 1,
      dow: at.getUTCDay(),
    };
    if (item?.match(digest)) return at;
  }
  throw new Error(`no minute of a year fits ${schedule}`);
}
