import type { Queryable } from "@/lib/core/database";
import type { TaskRow } from "@/lib/tasks/row";

export interface Ancestor {
  id: number;
  ticket_ref: string;
  title: string;
  origin: TaskRow["origin"];
}

/** The ancestors of a task whose parent is given, from the topmost down to that parent. Index: tasks_pkey. */
export async function ancestorsOf(db: Queryable, parentId: number | null): Promise<Ancestor[]> {
  if (parentId === null) return [];
  return db.$queryRaw<Ancestor[]>`
    WITH RECURSIVE line AS (
      SELECT id, parent_id, ticket_ref, title, origin, 0 AS depth FROM tasks WHERE id = ${parentId}
      UNION ALL
      SELECT p.id, p.parent_id, p.ticket_ref, p.title, p.origin, line.depth + 1 FROM line JOIN tasks p ON p.id = line.parent_id
    )
    SELECT id, ticket_ref, title, origin::text AS origin FROM line ORDER BY depth DESC`;
}
