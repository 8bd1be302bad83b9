import type { Context } from "@/lib/core/context";
import type { JobName, JobPayloads } from "@/lib/core/jobs";
import { stopRun } from "@/lib/dispatch/cancel";
import { dispatchAgent, dispatchAssignedTasks } from "@/lib/dispatch/dispatch-agent";
import type { RunHost } from "@/lib/dispatch/host";
import { recoverRuns } from "@/lib/dispatch/recover";
import { routeInboxTask, routeInboxTasks } from "@/lib/dispatch/triage";
import { markSilentAgents } from "@/lib/recovery/silent";
import { requeueStaleTasks } from "@/lib/recovery/stale";
import { sweep } from "@/lib/recovery/sweep";
import { reviewTask, runAegisReviews } from "@/lib/reviews/aegis";
import { wakeOverdueTasks, wakeScheduledTask } from "@/lib/tasks/scheduled";

type Command<N extends JobName> = (
  ctx: Context,
  payload: JobPayloads[N],
  /** Aborts when this process stops. */
  signal: AbortSignal,
  /** Where this process works on runs. */
  host: RunHost,
) => Promise<unknown>;

/** The command behind every job. */
export const COMMANDS: { [N in JobName]: Command<N> } = {
  reviewTask: (ctx, payload, signal) => reviewTask(ctx, payload, signal),
  runAegisReviews: (ctx) => runAegisReviews(ctx),
  wakeScheduledTask: (ctx, { taskId }) => wakeScheduledTask(ctx, taskId),
  dispatchAgent: (ctx, { agent }, _, host) => dispatchAgent(ctx, host, agent),
  dispatchAssignedTasks: (ctx) => dispatchAssignedTasks(ctx),
  recoverRuns: (ctx, _, __, host) => recoverRuns(ctx, host),
  stopRun: (ctx, { runId }) => stopRun(ctx, runId),
  routeInboxTask: (ctx, payload) => routeInboxTask(ctx, payload),
  routeInboxTasks: (ctx) => routeInboxTasks(ctx),
  wakeOverdueTasks: (ctx) => wakeOverdueTasks(ctx),
  requeueStaleTasks: (ctx) => requeueStaleTasks(ctx),
  markSilentAgents: (ctx) => markSilentAgents(ctx),
  sweep: (ctx) => sweep(ctx),
};

/** Jobs that wait for a model for minutes. They have workers of their own, so that they never hold up the others. */
export const CALLS: readonly JobName[] = ["reviewTask", "stopRun"];

/** When the periodic jobs run, as cron in UTC; each also runs once when a process starts. */
export const PERIODIC: { [N in JobName]?: string } = {
  dispatchAssignedTasks: "* * * * *",
  recoverRuns: "* * * * *",
  routeInboxTasks: "* * * * *",
  wakeOverdueTasks: "* * * * *",
  requeueStaleTasks: "* * * * *",
  markSilentAgents: "* * * * *",
  runAegisReviews: "* * * * *",
  sweep: "*/15 * * * *",
};
