import { authorize } from "@/lib/auth/permissions";
import { callerOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import type { MarkViewed } from "@/lib/rounds/schema";
import { findReadable } from "@/lib/tasks/find";
import type { TaskRef } from "@/lib/tasks/schema";

/** As many as a change has files. */
const MOST_MARKS = 5_000;

/**
 * Marks a file of a change as viewed by the caller, as the hash of its diff says they saw it, or takes the mark away. Fails with
 * `conflict` if the caller has very many marks on the task. Index: review_viewed_pkey.
 */
export async function markViewed(
  ctx: Context,
  ref: TaskRef,
  { path, hash, viewed }: MarkViewed,
): Promise<void> {
  const task = await findReadable(ctx, ref);
  authorize(ctx.actor, "review.record", { projectId: task.project_id });
  const caller = callerOf(ctx.actor);
  if (!viewed) {
    await ctx.db
      .$executeRaw`DELETE FROM review_viewed WHERE task_id = ${task.id} AND caller = ${caller} AND path = ${path}`;
    return;
  }
  const marked = await ctx.db.$executeRaw`
    INSERT INTO review_viewed (task_id, caller, path, hash)
    SELECT ${task.id}, ${caller}, ${path}, ${hash}
    WHERE (SELECT count(*) FROM review_viewed WHERE task_id = ${task.id} AND caller = ${caller}) < ${MOST_MARKS}
    ON CONFLICT (task_id, caller, path) DO UPDATE SET hash = EXCLUDED.hash, created_at = clock_timestamp()`;
  if (marked === 0)
    throw new DomainError("conflict", `${MOST_MARKS} files are marked as viewed already`, {
      fix: "take marks away that you no longer need",
    });
}
