import type { TxContext } from "@/lib/core/context";
import { record } from "@/lib/events/append";
import { excerpt } from "@/lib/events/excerpt";
import type { TaskRow } from "@/lib/tasks/row";
import type { CommentModel } from "@/prisma/generated/models";
import { commentToWire } from "./comment-wire";

export interface NewComment {
  author: string;
  authorKind: "user" | "agent" | "key" | "system";
  content: string;
  parentId?: number | null;
  mentions?: string[];
}

/** Writes a comment with its count and event. It does not change the task's etag (domain.md, "Etag"). */
export async function writeComment(
  tx: TxContext,
  task: TaskRow,
  comment: NewComment,
): Promise<CommentModel> {
  const row = await tx.db.comment.create({
    data: {
      taskId: task.id,
      author: comment.author,
      authorKind: comment.authorKind,
      content: comment.content,
      parentId: comment.parentId ?? null,
      mentions: comment.mentions ?? [],
      runId: task.run_id,
    },
  });
  await tx.db.$executeRaw`UPDATE tasks SET comment_count = comment_count + 1 WHERE id = ${task.id}`;
  await record(tx, {
    type: "task.commented",
    projectId: task.project_id,
    taskId: task.id,
    agent: task.assigned_to,
    data: {
      comment: { ...commentToWire(row), content: excerpt(row.content) },
      ticket_ref: task.ticket_ref,
      comment_count: task.comment_count + 1,
    },
  });
  return row;
}

/** Writes a comment that says what happened to the task. Its author is the actor. */
export async function writeSystemComment(
  tx: TxContext,
  task: TaskRow,
  content: string,
): Promise<void> {
  await writeComment(tx, task, {
    author: tx.actor.name,
    authorKind: tx.actor.kind,
    content,
  });
}
