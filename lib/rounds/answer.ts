import type { Context } from "@/lib/core/context";
import { notFound } from "@/lib/core/errors";
import { findReadable } from "@/lib/tasks/find";
import { lockRow } from "@/lib/tasks/locks";
import { assertHolds } from "@/lib/tasks/queue/fence";
import type { TaskRef } from "@/lib/tasks/schema";
import { giveAnswers } from "./answers";
import { commentToWire } from "./comment-row";
import type { AnswerComment } from "./schema";
import type { ReviewCommentWire } from "./shapes";

/**
 * Answers a comment on behalf of who holds the work, as a hand-in: the agent with its key, the key of its run, or an operator's. Fails
 * with `stale_run` if the claim was lost, and `conflict` if nobody holds the work.
 */
export async function answerComment(
  ctx: Context,
  ref: TaskRef,
  id: number,
  { run_id: runId, ...answer }: AnswerComment,
): Promise<ReviewCommentWire> {
  return ctx.transaction(async (tx) => {
    const found = await findReadable(tx, ref);
    const task = await lockRow(tx, found.id);
    assertHolds(tx, task, runId);
    const [known] = await tx.db.$queryRaw<{ id: number }[]>`
      SELECT id FROM review_comments WHERE id = ${id} AND task_id = ${task.id}`;
    if (!known) throw notFound("Comment");
    const [comment] = await giveAnswers(tx, task, [{ comment_id: id, ...answer }], "refuse");
    if (!comment) throw notFound("Comment");
    return commentToWire(comment);
  });
}
