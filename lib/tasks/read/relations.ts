import type { Queryable } from "@/lib/core/database";
import type { TaskRow } from "@/lib/tasks/row";
import type { LinkType } from "@/prisma/generated/enums";

/** The relations of a task as ticket references, shown on a ticket besides its columns. */
export interface Relations {
  parent: string | null;
  /** Live children: steps by their order, then the rest by age. */
  children: string[];
  /** The newest of them, oldest first; `created_at` is ISO text. */
  comments: { author: string; content: string; created_at: string }[];
  links: { from: string; to: string; type: LinkType }[];
}

/** The maximum number of each on a ticket. REST returns the rest in pages. */
export const MAX_COMMENTS = 200;
const MAX_REFS = 1_000;

/**
 * The relations of one task, read in one statement. Index: tasks_children_idx, comments_task_id_id_idx,
 * task_links_from_id_to_id_type_key, task_links_to_id_idx.
 */
export async function relationsOf(db: Queryable, task: TaskRow): Promise<Relations> {
  const [row] = await db.$queryRaw<Relations[]>`
    SELECT (SELECT p.ticket_ref FROM tasks p WHERE p.id = ${task.parent_id}::int) AS parent,
           ARRAY(SELECT c.ticket_ref FROM tasks c WHERE c.parent_id = ${task.id} AND c.archived_at IS NULL
                 ORDER BY c.exec_order NULLS LAST, c.id LIMIT ${MAX_REFS}::int) AS children,
           COALESCE((SELECT jsonb_agg(jsonb_build_object('author', c.author, 'content', c.content, 'created_at', c.created_at) ORDER BY c.id)
                     FROM (SELECT * FROM comments WHERE task_id = ${task.id} ORDER BY id DESC LIMIT ${MAX_COMMENTS}::int) c), '[]') AS comments,
           COALESCE((SELECT jsonb_agg(jsonb_build_object('from', f.ticket_ref, 'to', t.ticket_ref, 'type', l.type) ORDER BY l.id)
                     FROM (SELECT * FROM task_links WHERE from_id = ${task.id}
                           UNION SELECT * FROM task_links WHERE to_id = ${task.id} ORDER BY id LIMIT ${MAX_REFS}::int) l
                     JOIN tasks f ON f.id = l.from_id JOIN tasks t ON t.id = l.to_id), '[]') AS links`;
  return row as Relations;
}

/** The ticket references of the given tasks' parents, by the parent's id. */
export async function parentRefs(db: Queryable, tasks: TaskRow[]): Promise<Map<number, string>> {
  const ids = [...new Set(tasks.flatMap((task) => task.parent_id ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: number; ticket_ref: string }[]>`
    SELECT id, ticket_ref FROM tasks WHERE id = ANY(${ids}::int[])`;
  return new Map(rows.map((row) => [row.id, row.ticket_ref]));
}
