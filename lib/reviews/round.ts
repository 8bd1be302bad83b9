import type { TxContext } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { addJob } from "@/lib/core/jobs";
import { REVIEW_TASK } from "@/lib/runs/jobs";
import { writeSystemComment } from "@/lib/tasks/comments/comment-record";
import type { TaskRow } from "@/lib/tasks/row";

/** The number of attempts to get a verdict before a person is asked. */
export const ATTEMPTS = 5;

/**
 * One round of review is one resolution during one stay in review. Failures count until either changes. Both are stored in
 * the details of the round's runs.
 */
export interface Round {
  resolution_hash: string | null;
  in_review_since: string;
}

export function roundOf(task: TaskRow): Round {
  return { resolution_hash: task.resolution_hash, in_review_since: task.status_changed_at };
}

export interface RoundState {
  /** Whether a review of the task is open. */
  isOpen: boolean;
  /** The number of failed attempts, except those due to settings. */
  failures: number;
  /** Whether the review failed for good, so that a person decides. */
  isSettled: boolean;
}

/** The SQL condition that a run `r` belongs to the current round of task `t`. */
const IN_ROUND = Prisma.sql`r.task_id = t.id AND r.trigger = 'review'
  AND r.details->>'in_review_since' = to_jsonb(t.status_changed_at)#>>'{}'
  AND r.details->>'resolution_hash' IS NOT DISTINCT FROM t.resolution_hash`;

const FAILED = Prisma.sql`r.outcome IN ('failed', 'timed_out', 'refused', 'lost', 'stopped')
  AND r.error_class IS DISTINCT FROM 'configuration'`;

const SETTLED = Prisma.sql`count(*) FILTER (WHERE ${FAILED}) >= ${ATTEMPTS}
  OR count(*) FILTER (WHERE r.error_class IN ('invalid_request', 'refused')) > 0`;

/** Reads the state of the task's current round. Index: runs_task_id_id_idx. */
export async function roundState(db: Queryable, taskId: number): Promise<RoundState> {
  const [row] = await db.$queryRaw<{ open: boolean; failures: number; settled: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM runs o WHERE o.task_id = ${taskId} AND o.trigger = 'review' AND o.outcome IS NULL) AS open,
           count(*) FILTER (WHERE ${FAILED})::int AS failures, ${SETTLED} AS settled
    FROM runs r JOIN tasks t ON t.id = r.task_id
    WHERE t.id = ${taskId} AND ${IN_ROUND}`;
  return {
    isOpen: row?.open ?? false,
    failures: row?.failures ?? 0,
    isSettled: row?.settled ?? false,
  };
}

/** The lock of a job counts as dead after this long: starting a review takes minutes at most. */
const DEAD_LOCK_MINUTES = 10;

/**
 * Tasks in review that nothing takes care of (no run, no job, not left to a person), the longest waiting first. Index:
 * tasks_status_idx, runs_task_id_id_idx. OFFSET 0 keeps the planner from reading all open runs for each task.
 */
export async function unattendedReviews(
  db: Queryable,
  limit: number,
): Promise<{ id: number; resolution_hash: string | null }[]> {
  return db.$queryRaw<{ id: number; resolution_hash: string | null }[]>`
    SELECT t.id, t.resolution_hash FROM tasks t
    WHERE t.status = 'review' AND t.archived_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM (SELECT * FROM runs WHERE runs.task_id = t.id OFFSET 0) o
        WHERE o.trigger = 'review' AND o.outcome IS NULL)
      AND NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j
        WHERE j.key = 'review:' || t.id AND j.attempts < j.max_attempts
          AND (j.locked_at IS NULL OR j.locked_at > now() - ${DEAD_LOCK_MINUTES} * interval '1 minute'))
      AND NOT EXISTS (SELECT 1 FROM runs r WHERE ${IN_ROUND} HAVING ${SETTLED})
    ORDER BY t.status_changed_at, t.id LIMIT ${limit}`;
}

/** Whether a verdict on that resolution is still needed. */
export const isAsked = (task: TaskRow, resolutionHash: string | null): boolean =>
  task.status === "review" && task.archived_at === null && task.resolution_hash === resolutionHash;

export async function queueReview(
  tx: TxContext,
  task: Pick<TaskRow, "id" | "resolution_hash">,
  runAt?: Date,
): Promise<void> {
  const payload = { taskId: task.id, resolutionHash: task.resolution_hash };
  await addJob(tx.db, REVIEW_TASK, payload, { key: `review:${task.id}`, runAt });
}

/** Posts why the review waits, unless it was already posted during this review. Index: comments_task_id_id_idx. */
export async function sayWaiting(tx: TxContext, task: TaskRow, reason: string): Promise<void> {
  const content = `Review waits: ${reason}. The reviewer is asked as soon as that has changed; a person can decide at any time.`;
  const [said] = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT id FROM comments WHERE task_id = ${task.id} AND content = ${content}
      AND created_at >= ${task.status_changed_at}::timestamptz LIMIT 1`;
  if (!said) await writeSystemComment(tx, task, content);
}
