import type { Queryable } from "./database";

/** Every background job and what it is given (lib/jobs maps each name to a command). */
export interface JobPayloads {
  /** Asks the reviewer for a verdict on a task in review. */
  reviewTask: { taskId: number; resolutionHash: string | null };
  /** Recovers reviews that were lost and queues those that waited for a reviewer. */
  runAegisReviews: Record<string, never>;
  /** Makes a task claimable when its start time has come. */
  wakeScheduledTask: { taskId: number };
  /** Gives an agent that Baton calls as much of its ready work as it has room for. */
  dispatchAgent: { agent: string };
  /** Looks at the queues of all such agents, and at what is held back, in case a wake-up was missed. */
  dispatchAssignedTasks: Record<string, never>;
  /** Joins or gives up runs whose process died. */
  recoverRuns: Record<string, never>;
  /** Ends a run at its runtime, where it would go on without us. */
  stopRun: { runId: number };
  /** Finds the agent for an inbox task of a project with auto-triage. */
  routeInboxTask: { taskId: number };
  /** The same for everything in such inboxes. */
  routeInboxTasks: Record<string, never>;
  /** Wakes tasks whose start time has passed without anybody noticing. */
  wakeOverdueTasks: Record<string, never>;
  requeueStaleTasks: Record<string, never>;
  markSilentAgents: Record<string, never>;
  sweep: Record<string, never>;
}
export type JobName = keyof JobPayloads;

/**
 * Adds a job in the transaction that needs it (architecture.md, "Background work"). `key` makes it the only one of its
 * kind: a second with the same key replaces the first while that waits.
 */
export async function addJob<N extends JobName>(
  tx: Queryable,
  name: N,
  payload: JobPayloads[N],
  options: { runAt?: Date; key?: string; maxAttempts?: number } = {},
): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 AS added FROM graphile_worker.add_job(
      identifier => ${name}, payload => ${JSON.stringify(payload)}::json,
      run_at => ${options.runAt ?? null}::timestamptz, max_attempts => ${options.maxAttempts ?? 10}::smallint,
      job_key => ${options.key ?? null}, job_key_mode => 'replace')`;
}
