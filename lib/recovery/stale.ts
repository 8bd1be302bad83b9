import { z } from "zod";
import { asSystem, type Context, type TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { forEachIsolated } from "@/lib/core/isolated";
import { defineJob } from "@/lib/core/jobs";
import { RUN_JSON } from "@/lib/runs/row";
import type { RunRow } from "@/lib/runs/wire";
import { changeTask } from "@/lib/tasks/change/change";
import { failForGood } from "@/lib/tasks/change/escalate";
import { writeSystemComment } from "@/lib/tasks/comments/comment-record";
import { ATTEMPT_LIMITS, CLAIM_LEASE_MS } from "@/lib/tasks/lifecycle";
import { lockIfThere } from "@/lib/tasks/locks";
import { placeBefore } from "@/lib/tasks/queue/lease";
import type { TaskRow } from "@/lib/tasks/row";
import { endHeldByEnded } from "@/lib/work/item.sql";

const MAX_TASKS_PER_SWEEP = 500;
const LEASE_MINUTES = CLAIM_LEASE_MS / 60_000;

/**
 * The SQL condition for an open claim `r` whose lease has run out. `recoverRuns` handles the runs that Baton works on
 * itself.
 */
const STALE = Prisma.sql`r.outcome IS NULL AND r.trigger = 'claim' AND r.lease_expires_at < clock_timestamp()`;

/**
 * Takes back tasks whose lease ran out (domain.md, "Dispatch, review, recovery"). Each returns to where it was claimed from,
 * the pool or its agent; the fifth time it fails. Index: runs_open_idx, tasks_run_key.
 */
export async function requeueStaleTasks(
  caller: Context,
): Promise<{ requeued: number; failed: number }> {
  const ctx = asSystem(caller, "recovery");
  await endHeldByEnded(ctx.db);
  const stale = await ctx.db.$queryRaw<{ id: number }[]>`
    SELECT t.id FROM runs r JOIN tasks t ON t.run_id = r.id WHERE ${STALE} ORDER BY r.lease_expires_at, r.id LIMIT ${MAX_TASKS_PER_SWEEP}`;
  const result = { requeued: 0, failed: 0 };
  await forEachIsolated("stale tasks", stale, async ({ id }) => {
    const after = await ctx.transaction((tx) => takeBack(tx, id));
    if (after?.status === "failed") result.failed++;
    else if (after) result.requeued++;
    return undefined;
  });
  return result;
}

export const requeueStaleTasksJob = defineJob({
  name: "requeueStaleTasks",
  payload: z.strictObject({}),
  description: "Takes back tasks whose lease ran out, and gives them out again.",
  periodic: "* * * * *",
  run: (ctx) => requeueStaleTasks(ctx),
});

async function takeBack(tx: TxContext, id: number): Promise<TaskRow | null> {
  const task = await lockIfThere(tx, id);
  const run = task && (await lockStaleRun(tx, task));
  if (!task || !run) return null;
  const attempt = task.stale_requeues + 1;
  if (attempt >= ATTEMPT_LIMITS.staleRequeues) return failAfterRequeues(tx, task, attempt);

  const place = placeBefore(run);
  const next =
    place.assigned_to === null ? "any agent can take it" : `it waits for ${task.assigned_to}`;
  await writeSystemComment(
    tx,
    task,
    `Task requeued (attempt ${attempt}/${ATTEMPT_LIMITS.staleRequeues}): ${silence(task)}. Now ${next}.`,
  );
  return changeTask(tx, task, {
    to: place.status,
    set: {
      stale_requeues: attempt,
      ...(place.assigned_to === null ? { assigned_to: null } : {}),
    },
    run: { outcome: "lost", error: silence(task), errorClass: "lost" },
    data: { reason: "stale", attempt },
  });
}

/** Locks and returns the task's run, or null if it was reported, renewed or released since it was listed. */
async function lockStaleRun(tx: TxContext, task: TaskRow): Promise<RunRow | null> {
  const [found] = await tx.db.$queryRaw<{ run: RunRow }[]>`
    SELECT ${RUN_JSON} AS run FROM runs r WHERE r.id = ${task.run_id}::int AND ${STALE} FOR NO KEY UPDATE`;
  return found?.run ?? null;
}

async function failAfterRequeues(tx: TxContext, task: TaskRow, attempt: number): Promise<TaskRow> {
  const message = `Task failed (attempt ${attempt}/${ATTEMPT_LIMITS.staleRequeues}): ${silence(task)}. That has happened ${attempt} times.`;
  await writeSystemComment(tx, task, message);
  return failForGood(
    tx,
    task,
    {
      set: { stale_requeues: attempt, error_message: message },
      run: { outcome: "lost", error: silence(task), errorClass: "lost" },
      data: { reason: "stale_limit", attempt },
    },
    attempt,
  );
}

const silence = (task: TaskRow): string =>
  `${task.assigned_to} did not renew its lease for ${LEASE_MINUTES} minutes`;
