import type { TxContext } from "@/lib/core/context";
import { record } from "@/lib/events/append";
import type { ImportedTicket } from "./schema";
import type { ByNumber } from "./tickets";

interface AddedComment {
  id: number;
  task_id: number;
  ticket_ref: string;
  project_id: number;
  comment_count: number;
}

/**
 * Adds the comments that do not exist yet. A comment with the same author, time and text on the same task is the same comment.
 * Their mentions are not delivered, because they are old. Existing tasks get an event per comment; new tasks are announced later,
 * with their comment count.
 */
export async function addComments(
  tx: TxContext,
  tickets: ImportedTicket[],
  ids: ByNumber,
  fresh: ByNumber,
): Promise<number> {
  const rows = tickets.flatMap(({ number, comments }) =>
    comments.map((comment) => ({ ...comment, task_id: ids.get(number) })),
  );
  if (rows.length === 0) return 0;
  const added = await tx.db.$queryRaw<AddedComment[]>`
    WITH added AS (
      INSERT INTO comments (task_id, author, author_kind, content, created_at)
      SELECT DISTINCT ON (r.task_id, r.created_at, r.author, r.content)
        r.task_id, r.author, 'agent', r.content, to_timestamp(r.created_at / 1000.0)
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(task_id int, author text, content text, created_at bigint)
      WHERE NOT EXISTS (SELECT 1 FROM comments c WHERE c.task_id = r.task_id AND c.author = r.author
        AND c.content = r.content AND c.created_at = to_timestamp(r.created_at / 1000.0))
      ORDER BY r.task_id, r.created_at, r.author, r.content
      RETURNING id, task_id
    ), counted AS (
      UPDATE tasks t SET comment_count = t.comment_count + n.count
      FROM (SELECT task_id, count(*)::int AS count FROM added GROUP BY task_id) n WHERE t.id = n.task_id
      RETURNING t.id, t.ticket_ref, t.project_id, t.comment_count
    )
    SELECT added.id, added.task_id, counted.ticket_ref, counted.project_id, counted.comment_count
    FROM added JOIN counted ON counted.id = added.task_id ORDER BY added.id`;
  const isNew = new Set(fresh.values());
  const events = added
    .filter(({ task_id }) => !isNew.has(task_id))
    .map(({ id, task_id, ticket_ref, project_id, comment_count }) => ({
      type: "task.commented" as const,
      projectId: project_id,
      taskId: task_id,
      data: { comment: { id }, ticket_ref, comment_count, reason: "imported" },
    }));
  await record(tx, ...events);
  return added.length;
}
