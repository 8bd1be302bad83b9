import type { Context } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { findReadable } from "@/lib/tasks/find";
import type { TaskRef } from "@/lib/tasks/schema";
import { type CommentRow, commentToWire } from "./comment-row";
import type { ListReviewComments } from "./schema";
import type { ReviewCommentWire } from "./shapes";

/** A task has three rejections of at most 200 comments before a person looks, so this is seldom reached. */
const MOST = 1_000;

/** The comments that were sent on a task's work, the newest thousand, oldest first. */
export async function listReviewComments(
  ctx: Context,
  ref: TaskRef,
  { state }: ListReviewComments = {},
): Promise<ReviewCommentWire[]> {
  const task = await findReadable(ctx, ref);
  return (await commentsOf(ctx.db, task.id, state)).map(commentToWire);
}

/** The same as rows. Index: review_comments_task_id_id_idx. */
export async function commentsOf(
  db: Queryable,
  taskId: number,
  state?: CommentRow["state"],
): Promise<CommentRow[]> {
  const only =
    state === undefined ? Prisma.empty : Prisma.sql`AND k.state = ${state}::review_comment_state`;
  const rows = await db.$queryRaw<{ comment: CommentRow }[]>`
    SELECT to_jsonb(k) AS comment FROM review_comments k WHERE k.task_id = ${taskId} ${only} ORDER BY k.id DESC LIMIT ${MOST}`;
  return rows.map(({ comment }) => comment).reverse();
}
