import { toUnixSeconds } from "@/lib/core/clock";
import type { Queryable } from "@/lib/core/database";
import { unheardOf } from "@/lib/steering/find";

/** One earlier rejection, for the agent that takes the task again. */
export interface Feedback {
  reviewer: string;
  notes: string;
  cycle: number;
  created_at: number;
}

/** The notes of every rejection that still counts, oldest first. Index: quality_reviews_task_id_id_idx. */
export async function feedbackFor(
  db: Queryable,
  task: { id: number; reviews_count_from_id: number | null },
): Promise<Feedback[]> {
  const rows = await db.$queryRaw<
    { reviewer: string; notes: string; cycle: number; created_at: Date }[]
  >`
    SELECT reviewer, notes, cycle, created_at FROM quality_reviews
    WHERE task_id = ${task.id} AND status = 'rejected'
      AND id >= ${task.reviews_count_from_id ?? 0}
    ORDER BY id`;
  return rows.map((row) => ({ ...row, created_at: Math.floor(row.created_at.getTime() / 1000) }));
}

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
  }));
}
