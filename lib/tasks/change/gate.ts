import { config } from "@/lib/core/config";
import type { TxContext } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { evidenceInWords, evidenceOfTask, isProven } from "@/lib/runs/evidence/evidence";
import type { TaskRow } from "@/lib/tasks/row";

/**
 * Whether a task may become done now: it needs no review, or the newest verdict that counts approves its present resolution
 * (domain.md, "Who needs review": done always passes this gate), and its checks passed or their failing was overridden. A verdict
 * given before any work was handed in approves nothing.
 */
export async function mayBeDone(
  db: Queryable,
  task: TaskRow,
  resolutionHash: string | null = task.resolution_hash,
): Promise<boolean> {
  const verdict = task.review_required ? await newestVerdict(db, task) : null;
  if (verdict === null) return hasProof(db, task);
  if (!approves(verdict, resolutionHash)) return false;
  return (resolutionHash !== null || verdict.applied) && hasProof(db, task, verdict);
}

/** The same for people and operator keys. As existing clients do, they may approve before they set the task to done. */
export async function mayBeDoneByOperator(
  db: Queryable,
  task: TaskRow,
  resolutionHash: string | null,
): Promise<boolean> {
  const verdict = task.review_required ? await newestVerdict(db, task) : null;
  if (verdict === null) return hasProof(db, task);
  return approves(verdict, resolutionHash) && hasProof(db, task, verdict);
}

/** Whether the checks of the work passed, or somebody gave the reason why they need not. */
async function hasProof(db: Queryable, task: TaskRow, verdict?: CountingVerdict): Promise<boolean> {
  if (verdict && verdict.override_reason !== null) return true;
  return isProven(await evidenceOfTask(db, task.id));
}

interface CountingVerdict {
  status: string;
  resolution_hash: string | null;
  applied: boolean;
  override_reason: string | null;
}

const approves = (
  verdict: CountingVerdict | undefined,
  resolutionHash: string | null,
): verdict is CountingVerdict =>
  verdict?.status === "approved" && verdict.resolution_hash === resolutionHash;

/** The newest verdict that counts. Index: quality_reviews_task_id_id_idx. */
async function newestVerdict(db: Queryable, task: TaskRow): Promise<CountingVerdict | undefined> {
  const [newest] = await db.$queryRaw<CountingVerdict[]>`
    SELECT status, resolution_hash, applied, override_reason FROM quality_reviews
    WHERE task_id = ${task.id} AND id >= ${task.reviews_count_from_id ?? 0}
    ORDER BY id DESC LIMIT 1`;
  return newest;
}

/** Refuses with `conflict` to hand in a parent while tasks below it are open: its successors would start too early. */
export function assertChildrenFinished(task: TaskRow): void {
  const open = task.children_total - task.children_finished;
  if (open <= 0) return;
  throw new DomainError(
    "conflict",
    `${task.ticket_ref} has ${open} open ${open === 1 ? "child" : "children"}`,
    {
      open_children: open,
      fix: `finish or cancel them: ${task.ticket_ref} then moves on by itself`,
    },
  );
}

/**
 * Queues the review of a task that moved to review, unless Baton could call nobody for it, as where reviewers poll; one that can be
 * called later finds the task (prisma/sql/reviewers.sql). The job picks the reviewer.
 */
export async function askForReview(tx: TxContext, task: TaskRow): Promise<void> {
  await tx.db.$queryRaw`
    SELECT 1 AS asked FROM ask_for_reviews(ARRAY[${task.id}::int], ${config.coordinatorAgent ?? null}, ${config.hasRuntime})`;
}

/**
 * The SQL condition that the finished task `t` has a different result than the one its verdict approved. Such a result is
 * not passed on as approved. Index: quality_reviews_task_id_id_idx.
 */
export const CHANGED_AFTER_APPROVAL = Prisma.sql`(t.status = 'done' AND COALESCE((
    SELECT q.status = 'approved' AND q.resolution_hash IS DISTINCT FROM t.resolution_hash FROM quality_reviews q
    WHERE q.task_id = t.id AND q.applied AND q.id >= COALESCE(t.reviews_count_from_id, 0)
    ORDER BY q.id DESC LIMIT 1), false))`;

/** Why a task may not become done. */
export async function reviewNeeded(db: Queryable, task: TaskRow): Promise<DomainError> {
  const evidence = await evidenceOfTask(db, task.id);
  if (!isProven(evidence))
    return new DomainError(
      "review_required",
      `${task.ticket_ref} is not done as it is: ${evidenceInWords(evidence)}`,
      {
        ticket_ref: task.ticket_ref,
        fix: `send ${task.ticket_ref} to review, where it can be approved with \`override\` and the reason`,
      },
    );
  return new DomainError("review_required", "Aegis approval is required to move task to done.", {
    ticket_ref: task.ticket_ref,
    fix: `send ${task.ticket_ref} to review and wait for the verdict`,
  });
}
