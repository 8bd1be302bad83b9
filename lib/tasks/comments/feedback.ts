import type { Queryable } from "@/lib/core/database";

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
