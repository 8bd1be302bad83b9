import type { TxContext } from "@/lib/core/context";

/** The most tasks that there are below the root of a run, with all that is nested in it. An object, so that tests need not make them all. */
export const ROOM = { tasks: 20_000 };

/**
 * Null while there is room for so many more tasks below the root of this one; else why there is none. A list may make a thousand items, each of
 * them a run with lists of its own, so that a few lines would fill the database. Index: tasks_root_idx.
 */
export async function whyNoRoom(
  tx: TxContext,
  taskId: number,
  more: number,
): Promise<string | null> {
  const [row] = await tx.db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (
      SELECT 1 FROM tasks WHERE root_id = (SELECT root_id FROM tasks WHERE id = ${taskId}) AND archived_at IS NULL AND parent_id IS NOT NULL
      LIMIT ${ROOM.tasks + 1}::int) below`;
  if ((row?.n ?? 0) + more <= ROOM.tasks) return null;
  return `the run would have more than ${ROOM.tasks.toLocaleString("en")} tasks`;
}
