import type { Context } from "@/lib/core/context";
import type { TaskColumns } from "./columns";

/** What a reopened task starts with: every counter anew, and earlier verdicts no longer count (domain.md, "Lifecycle"). */
export function reopened(ctx: Context): TaskColumns {
  return {
    review_cycles: 0,
    dispatch_attempts: 0,
    stale_requeues: 0,
    next_attempt_at: null,
    reviews_count_from: ctx.clock.now(),
    error_message: null,
    outcome: null,
  };
}
