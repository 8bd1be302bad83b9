import type { Queryable } from "@/lib/core/database";
import type { NewEvent } from "@/lib/events/append";
import type { CommentRow } from "./comment-row";

interface Commented {
  id: number;
  project_id: number;
  ticket_ref: string;
  title: string;
  assigned_to: string | null;
  run_id: number | null;
}

/** What became of comments of a task. Their texts are not in it: they are read where they are shown. Index: review_comments_task_id_id_idx. */
export async function commentsChanged(
  db: Queryable,
  task: Commented,
  change: "answered" | "resolved" | "reopened",
  comments: readonly CommentRow[],
): Promise<NewEvent> {
  const [row] = await db.$queryRaw<{ open: number }[]>`
    SELECT count(*)::int AS open FROM review_comments WHERE task_id = ${task.id} AND state = 'open'`;
  return {
    type: "review.comments_changed",
    projectId: task.project_id,
    taskId: task.id,
    agent: task.assigned_to,
    runId: task.run_id,
    data: {
      ticket_ref: task.ticket_ref,
      title: task.title,
      change,
      comments: comments.map(({ id, state }) => ({ id, state })),
      open: row?.open ?? 0,
    },
  };
}
