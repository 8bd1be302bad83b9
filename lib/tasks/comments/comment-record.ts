import type { TxContext } from "@/lib/core/context";
import { type NewEvent, record } from "@/lib/events/append";
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
  const [row] = await writeComments(tx, [{ task, comment }]);
  return row as CommentModel;
}

/** Writes a comment that says what happened to the task. Its author is the actor. */
export async function writeSystemComment(
  tx: TxContext,
  task: TaskRow,
  content: string,
): Promise<void> {
  await writeSystemComments(tx, [{ task, content }]);
}

/** Writes such comments on several tasks, one on each. */
export async function writeSystemComments(
  tx: TxContext,
  comments: readonly { task: TaskRow; content: string }[],
): Promise<void> {
  const { name: author, kind: authorKind } = tx.actor;
  await writeComments(
    tx,
    comments.map(({ task, content }) => ({ task, comment: { author, authorKind, content } })),
  );
}

/** Writes comments on several tasks, one on each. */
async function writeComments(
  tx: TxContext,
  comments: readonly { task: TaskRow; comment: NewComment }[],
): Promise<CommentModel[]> {
  if (comments.length === 0) return [];
  const rows = await tx.db.comment.createManyAndReturn({
    data: comments.map(({ task, comment }) => ({
      taskId: task.id,
      author: comment.author,
      authorKind: comment.authorKind,
      content: comment.content,
      parentId: comment.parentId ?? null,
      mentions: comment.mentions ?? [],
      runId: task.run_id,
    })),
  });
  const mentioned = rows.flatMap((row) =>
    [...new Set(row.mentions)].map((name) => ({ name, commentId: row.id })),
  );
  if (mentioned.length > 0) await tx.db.mention.createMany({ data: mentioned });
  const tasks = new Map(comments.map(({ task }) => [task.id, task]));
  await tx.db.$executeRaw`
    UPDATE tasks SET comment_count = comment_count + 1 WHERE id = ANY(${[...tasks.keys()]}::int[])`;
  await record(
    tx,
    ...rows.map<NewEvent>((row) => {
      const task = tasks.get(row.taskId) as TaskRow;
      return {
        type: "task.commented",
        projectId: task.project_id,
        taskId: task.id,
        agent: task.assigned_to,
        data: {
          comment: { ...commentToWire(row), content: excerpt(row.content) },
          ticket_ref: task.ticket_ref,
          comment_count: task.comment_count + 1,
        },
      };
    }),
  );
  return rows;
}
