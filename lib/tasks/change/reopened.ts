import { Prisma } from "@/lib/core/database";
import type { TaskColumns } from "@/lib/tasks/columns";

/**
 * An SQL expression for an id above all verdicts of the task `t` so far. The task's row is locked, so none can be added
 * meanwhile. Index: quality_reviews_task_id_id_idx.
 */
const NEXT_VERDICT = Prisma.sql`(SELECT COALESCE(max(q.id), 0) + 1 FROM quality_reviews q WHERE q.task_id = t.id)`;

/** The columns that reopening a task resets: its counters, and earlier verdicts no longer count (domain.md, "Lifecycle"). */
export function reopened(): TaskColumns {
  return {
    review_cycles: 0,
    dispatch_attempts: 0,
    stale_requeues: 0,
    next_attempt_at: null,
    reviews_count_from_id: NEXT_VERDICT,
    error_message: null,
    outcome: null,
  };
}
