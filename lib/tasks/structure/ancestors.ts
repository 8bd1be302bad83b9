import type { Queryable } from "@/lib/core/database";

export interface Ancestor {
  id: number;
  ticket_ref: string;
  title: string;
}

/** The ancestors of a task whose parent is given, from the topmost down to that parent. Index: tasks_pkey. */
export async function ancestorsOf(db: Queryable, parentId: number | null): Promise<Ancestor[]> {
  if (parentId === null) return [];
  return db.$queryRaw<Ancestor[]>`
    WITH RECURSIVE line AS (
      SELECT id, parent_id, ticket_ref, title, 0 AS depth FROM tasks WHERE id = ${parentId}
      UNION ALL
      SELECT p.id, p.parent_id, p.ticket_ref, p.title, line.depth + 1 FROM line JOIN tasks p ON p.id = line.parent_id
    )
    SELECT id, ticket_ref, title FROM line ORDER BY depth DESC`;
}
