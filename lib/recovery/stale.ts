import { z } from "zod";
import { OFFLINE_AFTER_MS } from "@/lib/agents/row";
import { asSystem, type Context, type TxContext } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { forEachIsolated } from "@/lib/core/isolated";
import { defineJob } from "@/lib/core/jobs";
import { record } from "@/lib/events/append";
import { changeTask } from "@/lib/tasks/change";
import { writeSystemComment } from "@/lib/tasks/comment-record";
import { lockTask } from "@/lib/tasks/find";
import { LIMITS } from "@/lib/tasks/lifecycle";
import type { TaskRow } from "@/lib/tasks/row";

const AT_ONCE = 500;
const SILENT_MINUTES = OFFLINE_AFTER_MS / 60_000;

/**
 * A task `t` in progress whose lease has run out and whose agent has shown no sign of life for ten minutes. An agent
 * without a row counts as gone. What Baton works on itself is `recoverRuns`'s.
 */
const STALE = Prisma.sql`t.status = 'in_progress' AND t.lease_expires_at < clock_timestamp()
  AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.id = t.run_id AND r.trigger = 'dispatch')
  AND NOT EXISTS (SELECT 1 FROM agents a WHERE a.name = t.assigned_to AND NOT is_pushed(a.runtime)
    AND a.last_seen_at >= clock_timestamp() - ${OFFLINE_AFTER_MS}::int * interval '1 millisecond')`;

/**
 * Takes work back from agents that are gone (domain.md, "Dispatch, review, recovery"): the task waits again, for the same
 * agent when it was assigned to it by name, for anyone when it came from the pool. The fifth time it fails. Index:
 * tasks_lease_idx.
 */
export async function requeueStaleTasks(
  caller: Context,
): Promise<{ requeued: number; failed: number }> {
  const ctx = asSystem(caller, "recovery");
  const stale = await ctx.db.$queryRaw<{ id: number }[]>`
    SELECT t.id FROM tasks t WHERE ${STALE} ORDER BY t.lease_expires_at LIMIT ${AT_ONCE}`;
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
  description: "Takes tasks from agents that have fallen silent, and gives them out again.",
  periodic: "* * * * *",
  run: (ctx) => requeueStaleTasks(ctx),
});

async function takeBack(tx: TxContext, id: number): Promise<TaskRow | null> {
  // Deleted, reported or renewed since it was listed: then it is not stale any more.
  const [still] = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT t.id FROM tasks t WHERE t.id = ${id} AND ${STALE} FOR NO KEY UPDATE`;
  if (!still) return null;
  const task = await lockTask(tx, id);
  const attempt = task.stale_requeues + 1;
  if (attempt >= LIMITS.staleRequeues) return giveUp(tx, task, attempt);

  const toPool = await cameFromPool(tx.db, task);
  const next = toPool ? "any agent can take it" : `it waits for ${task.assigned_to}`;
  await writeSystemComment(
    tx,
    task,
    `Task requeued (attempt ${attempt}/${LIMITS.staleRequeues}): ${silence(task)}. Now ${next}.`,
  );
  return changeTask(tx, task, {
    to: "assigned",
    set: { stale_requeues: attempt, ...(toPool ? { assigned_to: null } : {}) },
    run: { outcome: "lost", error: silence(task), errorClass: "lost" },
    data: { reason: "stale", attempt },
  });
}

async function giveUp(tx: TxContext, task: TaskRow, attempt: number): Promise<TaskRow> {
  const message = `Task failed (attempt ${attempt}/${LIMITS.staleRequeues}): ${silence(task)}. It was given up by its agents ${attempt} times.`;
  await writeSystemComment(tx, task, message);
  const failed = await changeTask(tx, task, {
    to: "failed",
    set: { stale_requeues: attempt, error_message: message, outcome: "failed" },
    run: { outcome: "lost", error: silence(task), errorClass: "lost" },
    data: { reason: "stale_limit", attempt },
  });
  await record(tx, {
    type: "task.escalated",
    projectId: failed.project_id,
    taskId: failed.id,
    agent: failed.assigned_to,
    data: { task: failed, reason: "stale_limit", attempts: attempt },
  });
  return failed;
}

const silence = (task: TaskRow): string =>
  `${task.assigned_to} has shown no sign of life for ${SILENT_MINUTES} minutes and its lease has run out`;

/**
 * Whether the task was anybody's before its present holder claimed it: what the last event before the claim shows. A task
 * that was claimed from the inbox was; of one whose history is gone nothing else is known, and it stays with its agent.
 * Index: events_task_id_id_idx.
 */
async function cameFromPool(db: Queryable, task: TaskRow): Promise<boolean> {
  const [claim] = await db.$queryRaw<
    { previous_status: string | null; assigned_to: string | null; known: boolean | null }[]
  >`
    SELECT c.data->>'previous_status' AS previous_status, b.assigned_to, b.found AS known
    FROM events c LEFT JOIN LATERAL (
      SELECT e.data->'task'->>'assigned_to' AS assigned_to, true AS found FROM events e
      WHERE e.task_id = c.task_id AND e.id < c.id AND e.data->'task' IS NOT NULL ORDER BY e.id DESC LIMIT 1
    ) b ON true
    WHERE c.task_id = ${task.id} AND c.run_id = ${task.run_id} AND c.type = 'task.claimed'
    ORDER BY c.id DESC LIMIT 1`;
  if (!claim) return false;
  return claim.previous_status === "inbox" || (claim.known === true && claim.assigned_to === null);
}
