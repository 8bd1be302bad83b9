import type { TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { record } from "@/lib/events/append";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";

/** Events are written for this many tasks at most, because a transaction has room for 65,536. */
const MAX_TOLD = 10_000;

/**
 * Sets the dispatch block of the tasks `t` that match `where`, and writes an event for each. A trigger queues the jobs of
 * those that are due then. Index: tasks_held_idx.
 */
export async function setDispatchBlocks(
  tx: TxContext,
  block: Prisma.Sql,
  where: Prisma.Sql,
): Promise<void> {
  const rows = await tx.db.$queryRaw<{ task: TaskRow }[]>`
    WITH blocked AS MATERIALIZED (
      SELECT t.id FROM tasks t WHERE t.dispatch_hold IS NOT NULL AND ${where} ORDER BY t.id FOR NO KEY UPDATE
    )
    UPDATE tasks t SET dispatch_hold = ${block} FROM blocked, projects p
    WHERE t.id = blocked.id AND p.id = t.project_id RETURNING ${TASK_JSON} AS task`;
  const events = rows.slice(0, MAX_TOLD).map(({ task }) => ({
    type: "task.updated" as const,
    projectId: task.project_id,
    taskId: task.id,
    agent: task.assigned_to,
    data: { task, change: "hold" as const },
  }));
  await record(tx, ...events);
}

/** Removes the dispatch block. */
export const NO_DISPATCH_BLOCK = Prisma.sql`NULL`;
