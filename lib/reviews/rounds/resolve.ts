import { authorize } from "@/lib/auth/permissions";
import { agentNameOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { DomainError, notFound } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import { type CommentRow, commentToWire } from "@/lib/rounds/comment-row";
import { commentsChanged } from "@/lib/rounds/events";
import type { ReviewCommentWire } from "@/lib/rounds/shapes";
import { findReadable } from "@/lib/tasks/find";
import { lockRow } from "@/lib/tasks/locks";
import type { TaskRef } from "@/lib/tasks/schema";

/** Settles a comment. Only people and operator keys: fails with `forbidden` for agents, and `conflict` if it is settled. */
export function resolveComment(ctx: Context, ref: TaskRef, id: number): Promise<ReviewCommentWire> {
  return settle(ctx, ref, id, "resolved");
}

/** Opens a comment again that was answered or settled, on the same terms. */
export function reopenComment(ctx: Context, ref: TaskRef, id: number): Promise<ReviewCommentWire> {
  return settle(ctx, ref, id, "open");
}

/** Index: review_comments_pkey. */
async function settle(
  ctx: Context,
  ref: TaskRef,
  id: number,
  to: "resolved" | "open",
): Promise<ReviewCommentWire> {
  return ctx.transaction(async (tx) => {
    const found = await findReadable(tx, ref);
    authorize(tx.actor, "review.settle", { projectId: found.project_id });
    const task = await lockRow(tx, found.id);
    const by = to === "resolved" ? (agentNameOf(tx.actor) ?? tx.actor.name) : null;
    const [row] = await tx.db.$queryRaw<{ comment: CommentRow }[]>`
      UPDATE review_comments k SET state = ${to}::review_comment_state, resolved_by = ${by}, updated_at = clock_timestamp()
      WHERE k.id = ${id} AND k.task_id = ${task.id} AND k.state <> ${to}::review_comment_state RETURNING to_jsonb(k) AS comment`;
    if (!row) throw await unsettled(tx.db, task.id, id, to);
    const change = to === "resolved" ? "resolved" : "reopened";
    await record(tx, await commentsChanged(tx.db, task, change, [row.comment]));
    return commentToWire(row.comment);
  });
}

async function unsettled(
  db: Queryable,
  taskId: number,
  id: number,
  to: string,
): Promise<DomainError> {
  const [known] = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM review_comments WHERE id = ${id} AND task_id = ${taskId}`;
  return known === undefined
    ? notFound("Comment")
    : new DomainError("conflict", `Comment ${id} is ${to} already`, { fix: "read it again" });
}
