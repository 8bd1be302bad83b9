import { Prisma, type Queryable } from "@/lib/core/database";
import { BEST_OF } from "@/lib/tasks/structure/best-of.sql";

/** Work that was not picked of several agents' work on the same task. */
export interface Unpicked {
  task_id: number;
  ticket_ref: string;
  /** What it handed in last. Null if it handed in nothing. */
  commit: string | null;
  /** The one that was. */
  picked: string;
}

/** Those of the tasks that lost a contest. Index: tasks_pkey, tasks_parent_id_idx, runs_task_id_id_idx, run_changes_pkey. */
export async function unpickedOf(
  db: Queryable,
  taskIds: readonly number[],
  projectId: number | null,
): Promise<Unpicked[]> {
  if (taskIds.length === 0) return [];
  const inProject =
    projectId === null ? Prisma.empty : Prisma.sql`AND t.project_id = ${projectId}::int`;
  return db.$queryRaw<Unpicked[]>`
    SELECT t.id AS task_id, t.ticket_ref, handed.commit_sha AS commit, winner.ticket_ref AS picked
    FROM (SELECT * FROM tasks WHERE tasks.id = ANY(${taskIds}::int[]) OFFSET 0) t
    CROSS JOIN LATERAL (SELECT g.id FROM tasks g WHERE g.id = t.parent_id AND g.metadata ? ${BEST_OF} OFFSET 0) g
    CROSS JOIN LATERAL (SELECT w.ticket_ref FROM tasks w WHERE w.parent_id = g.id AND w.status = 'done' ORDER BY w.id LIMIT 1) winner
    LEFT JOIN LATERAL (
      SELECT c.commit_sha FROM runs r JOIN run_changes c ON c.run_id = r.id
      WHERE r.task_id = t.id AND r.trigger IN ('claim', 'dispatch') ORDER BY r.id DESC LIMIT 1) handed ON true
    WHERE t.status = 'cancelled' ${inProject} ORDER BY t.id`;
}
