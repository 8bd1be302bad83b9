import type { TxContext } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { addJob } from "@/lib/core/jobs";
import { REVIEW_TASK } from "@/lib/runs/jobs";
import type { TaskRow } from "./row";

/**
 * Whether a task may become done now: it needs no review, or the newest verdict that counts approves the resolution it
 * has (domain.md, "Who needs review": done always passes this gate). Index: quality_reviews_task_id_id_idx.
 */
export async function mayBeDone(
  db: Queryable,
  task: TaskRow,
  resolutionHash: string | null = task.resolution_hash,
): Promise<boolean> {
  if (!task.review_required) return true;
  const [latest] = await db.$queryRaw<{ status: string; resolution_hash: string | null }[]>`
    SELECT status, resolution_hash FROM quality_reviews
    WHERE task_id = ${task.id} AND id >= ${task.reviews_count_from_id ?? 0}
    ORDER BY id DESC LIMIT 1`;
  return latest?.status === "approved" && latest.resolution_hash === resolutionHash;
}

/** Queues the review of a task that moved to review. The job picks the reviewer, if there is one. */
export async function askForReview(tx: TxContext, task: TaskRow): Promise<void> {
  await addJob(
    tx.db,
    REVIEW_TASK,
    { taskId: task.id, resolutionHash: task.resolution_hash },
    { key: `review:${task.id}` },
  );
}

/**
 * The SQL condition that the finished task `t` has another result than the one its verdict approved. Such a result is not handed on as
 * approved. Index: quality_reviews_task_id_id_idx.
 */
export const CHANGED_AFTER_APPROVAL = Prisma.sql`(t.status = 'done' AND COALESCE((
    SELECT q.status = 'approved' AND q.resolution_hash IS DISTINCT FROM t.resolution_hash FROM quality_reviews q
    WHERE q.task_id = t.id AND q.applied AND q.id >= COALESCE(t.reviews_count_from_id, 0)
    ORDER BY q.id DESC LIMIT 1), false))`;

export function reviewNeeded(task: TaskRow): DomainError {
  return new DomainError("review_required", "Aegis approval is required to move task to done.", {
    ticket_ref: task.ticket_ref,
    fix: `send ${task.ticket_ref} to review and wait for the verdict`,
  });
}
