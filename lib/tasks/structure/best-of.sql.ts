import type { Queryable } from "@/lib/core/database";
import type { TaskRow } from "@/lib/tasks/row";

/** What marks a group whose tasks are the same work given to several agents, in its metadata: to how many. */
export const BEST_OF = "best_of";

/** The reference of the group if the task is one of several that are compared, of which one is picked; else null. Index: tasks_pkey. */
export async function contestOf(
  db: Queryable,
  { parent_id }: Pick<TaskRow, "parent_id">,
): Promise<string | null> {
  if (parent_id === null) return null;
  const [row] = await db.$queryRaw<{ ticket_ref: string }[]>`
    SELECT ticket_ref FROM tasks WHERE id = ${parent_id} AND metadata ? ${BEST_OF}`;
  return row?.ticket_ref ?? null;
}
