import { toUnixSeconds } from "@/lib/core/clock";
import type { Queryable } from "@/lib/core/database";
import type { FeedbackComment } from "@/lib/rounds/shapes";
import { unheardOf } from "@/lib/steering/find";

/** One earlier rejection, for the agent that takes the task again. */
export interface Feedback {
  reviewer: string;
  notes: string;
  cycle: number;
  created_at: number;
  /** The commit that was judged; null for work without one. */
  commit: string | null;
  /** What the reviewer said of single lines and paragraphs. */
  comments: FeedbackComment[];
}

/** Every rejection that still counts, oldest first (prisma/sql/review-comments.sql). */
export async function feedbackFor(
  db: Queryable,
  task: { id: number; reviews_count_from_id: number | null },
): Promise<Feedback[]> {
  const [row] = await db.$queryRaw<{ feedback: Feedback[] }[]>`
    SELECT feedback_for(${task.id}::int, ${task.reviews_count_from_id}::int) AS feedback`;
  return row?.feedback ?? [];
}

/**
 * Why a task that was handed in is to be worked on again, as feedback of round 0: its branch cannot be merged, a check failed since. The
 * reason is the last comment of its reopening, and counts until work is handed in anew. A task that was never handed in has none, and
 * nothing is read for it. Index: comments_task_id_id_idx, runs_task_id_id_idx.
 */
export async function reopenedFeedback(
  db: Queryable,
  { id, resolution }: { id: number; resolution: string | null },
): Promise<Feedback[]> {
  if (resolution === null) return [];
  const rows = await db.$queryRaw<{ reviewer: string; notes: string; created_at: string }[]>`
    SELECT c.author AS reviewer, substr(c.content, ${REOPENED.length + 1}::int) AS notes, c.created_at
    FROM comments c
    WHERE c.task_id = ${id} AND c.author_kind <> 'agent' AND starts_with(c.content, ${REOPENED})
      AND c.created_at > (SELECT max(r.finished_at) FROM runs r WHERE r.task_id = ${id} AND r.outcome = 'succeeded')
    ORDER BY c.id DESC LIMIT 1`;
  return rows.map(({ reviewer, notes, created_at }) => ({
    ...{ reviewer, notes, cycle: 0, commit: null, comments: [] },
    created_at: toUnixSeconds(created_at),
  }));
}

/** How the comment on a reopened task begins. */
export const REOPENED = "Reopened: ";

/**
 * What people said to earlier attempts, which ended before they heard it, as feedback of round 0 for the agent that claimed the task.
 * The first attempt of a task follows none.
 */
export async function unheardFeedback(
  db: Queryable,
  { id, attempt, task_id }: { id: number; attempt: number; task_id: number | null },
): Promise<Feedback[]> {
  if (attempt === 1 || task_id === null) return [];
  const messages = await unheardOf(db, task_id, id);
  return messages.map(({ created_by, text, created_at }) => ({
    reviewer: created_by,
    notes: text,
    cycle: 0,
    created_at: toUnixSeconds(created_at),
    commit: null,
    comments: [],
  }));
}
