import type { TxContext } from "@/lib/core/context";
import { moveTasks } from "./move";
import type { StageRow } from "./rows";

/**
 * Removes what stages that begin anew had below them: items are forgotten, with their tasks cancelled where they were open and archived,
 * and so are the tasks into which an agent had divided its work. Index: workflow_stages_parent_id_idx, tasks_children_idx.
 */
export async function removeBelow(tx: TxContext, stages: readonly StageRow[]): Promise<void> {
  const taskIds = stages.flatMap(({ task_id }) => (task_id === null ? [] : [task_id]));
  if (taskIds.length === 0) return;
  const below = await tasksBelow(tx, taskIds);
  await tx.db.$executeRaw`
    DELETE FROM workflow_stages WHERE parent_id = ANY(${stages.map(({ id }) => id)}::int[])`;
  await moveTasks(
    tx,
    below.map(({ id, isOpen }) => ({
      id,
      archived: true,
      ...(isOpen ? { status: "cancelled" as const, why: "its stage begins anew" } : {}),
    })),
  );
}

/** The open tasks below a root and below these, and these themselves. Index: tasks_children_idx, tasks_pkey. */
export async function openTasks(
  tx: TxContext,
  rootId: number | null,
  taskIds: readonly number[],
): Promise<number[]> {
  const rows = await tx.db.$queryRaw<{ id: number }[]>`
    WITH RECURSIVE below AS (
      SELECT t.id, t.status FROM tasks t WHERE t.parent_id = ${rootId}::int AND t.archived_at IS NULL
      UNION
      SELECT t.id, t.status FROM tasks t WHERE t.id = ANY(${[...taskIds]}::int[]) AND t.archived_at IS NULL
      UNION
      SELECT t.id, t.status FROM below JOIN tasks t ON t.parent_id = below.id AND t.archived_at IS NULL
    )
    SELECT id FROM below WHERE status NOT IN ('done', 'failed', 'cancelled')`;
  return rows.map(({ id }) => id);
}

/** The live tasks below these. Index: tasks_children_idx. */
export async function tasksBelow(
  tx: TxContext,
  taskIds: readonly number[],
): Promise<{ id: number; isOpen: boolean }[]> {
  return tx.db.$queryRaw<{ id: number; isOpen: boolean }[]>`
    WITH RECURSIVE below AS (
      SELECT t.id, t.status FROM tasks t WHERE t.parent_id = ANY(${[...taskIds]}::int[]) AND t.archived_at IS NULL
      UNION ALL
      SELECT t.id, t.status FROM below JOIN tasks t ON t.parent_id = below.id AND t.archived_at IS NULL
    )
    SELECT id, status NOT IN ('done', 'failed', 'cancelled') AS "isOpen" FROM below`;
}
