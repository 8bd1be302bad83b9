import type { TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { type NewEvent, record } from "@/lib/events/append";
import { lockStructure } from "@/lib/tasks/locks";
import { NEXT_UPDATED_AT, TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import { type Blocked, type ChainTask, isChained, spreadFailures } from "./failure-spread";
import { refreshBelow } from "./readiness";

/** The failed task because of which this one blocks its successors, or null if it does not. */
export function failureBehind(task: TaskRow): number | null {
  if (task.archived_at !== null || task.on_failure !== "block") return null;
  if (task.status === "failed") return task.id;
  return task.status === "blocked" ? task.blocked_by_id : null;
}

/**
 * Blocks the given tasks that wait for a failed one, unblocks those that no longer do, and does the same for everything that waits for
 * them (domain.md, "Ready"). Handles the whole chain at once.
 */
export async function alignChain(tx: TxContext, ids: number[]): Promise<void> {
  const out = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT t.id FROM tasks t WHERE t.id = ANY(${ids}::int[]) AND CASE
      WHEN t.status IN ('inbox', 'assigned') THEN EXISTS (SELECT 1 FROM tasks_breaking(t.id))
      WHEN t.status = 'blocked' AND t.blocked_by_id IS NOT NULL
        THEN NOT EXISTS (SELECT 1 FROM tasks_breaking(t.id) b WHERE b.origin = t.blocked_by_id)
      ELSE false END`;
  if (out.length === 0) return;
  const { open, tasks, blocks } = await chainFrom(
    tx,
    out.map((row) => row.id),
  );
  const reached = spreadFailures(tasks, blocks, open);
  const inChain = tasks.filter((task) => open.has(task.id));
  const toBlock = inChain.filter((task) => {
    const blocked = reached.get(task.id);
    return blocked && !(isChained(task) && task.blocked_by_id === blocked.origin);
  });
  const toFree = inChain.filter((task) => isChained(task) && !reached.has(task.id));
  await block(tx, toBlock, reached);
  await free(tx, toFree);
  await refreshBelow(
    tx,
    [...toBlock, ...toFree].map((task) => task.id),
  );
}

/** The given tasks and everything that waits for them in turn, with their rows locked; and what any of them waits for directly. */
async function chainFrom(tx: TxContext, ids: number[]) {
  const chain = await tx.db.$queryRaw<{ id: number }[]>`
    WITH RECURSIVE chain AS (
      SELECT unnest(${ids}::int[]) AS id
      UNION
      SELECT n.id FROM chain CROSS JOIN LATERAL tasks_next(chain.id) n
    )
    SELECT id FROM chain ORDER BY id`;
  const open = chain.map((row) => row.id);
  // It may lead under roots that are not locked yet. What it consists of stays the same: its project's shape is locked.
  await lockStructure(tx, ...open);
  await tx.db
    .$queryRaw`SELECT 1 FROM tasks WHERE id = ANY(${open}::int[]) ORDER BY id FOR NO KEY UPDATE`;
  const blocks = await tx.db.$queryRaw<{ from_id: number; to_id: number }[]>`
    SELECT from_id, to_id FROM task_links WHERE to_id = ANY(${open}::int[]) AND type = 'blocks'`;
  const tasks = await tx.db.$queryRaw<ChainTask[]>`
    SELECT t.id, t.ticket_ref, t.status::text AS status, t.archived_at IS NOT NULL AS is_archived,
           t.on_failure::text AS on_failure, t.blocked_by_id, t.parent_id, t.exec_mode::text AS exec_mode, t.exec_order
    FROM tasks t WHERE t.id = ANY(${[...open, ...blocks.map((link) => link.from_id)]}::int[])
       OR (t.exec_mode = 'seq' AND t.parent_id IN (
            SELECT s.parent_id FROM tasks s WHERE s.id = ANY(${open}::int[]) AND s.exec_mode = 'seq'))`;
  return { open: new Set(open), tasks, blocks };
}

async function block(
  tx: TxContext,
  tasks: ChainTask[],
  reached: Map<number, Blocked>,
): Promise<void> {
  if (tasks.length === 0) return;
  const why = tasks.map((task) => reached.get(task.id) as Blocked);
  const reasons = why.map(
    ({ by }) => `${by.ticket_ref} ${by.status === "failed" ? "failed" : "blocked"}`,
  );
  const set = Prisma.sql`status = 'blocked', ready = false, blocked_by_id = why.origin, blocked_reason = why.reason`;
  const from = Prisma.sql`unnest(${tasks.map((task) => task.id)}::int[], ${why.map(({ origin }) => origin)}::int[],
    ${reasons}::text[]) AS why (id, origin, reason)`;
  const rows = await updateStatuses(tx, set, from);
  const blockers = new Map(tasks.map((task, index) => [task.id, why[index]?.by.ticket_ref]));
  await recordStatusChanges(tx, rows, tasks, (id) => ({
    reason: "dependency_failed",
    blocker: blockers.get(id),
  }));
}

async function free(tx: TxContext, tasks: ChainTask[]): Promise<void> {
  if (tasks.length === 0) return;
  const set = Prisma.sql`blocked_by_id = NULL, blocked_reason = NULL,
    status = CASE WHEN t.assigned_to IS NULL THEN 'inbox' ELSE 'assigned' END::task_status`;
  const from = Prisma.sql`unnest(${tasks.map((task) => task.id)}::int[]) AS why (id)`;
  const rows = await updateStatuses(tx, set, from);
  await recordStatusChanges(tx, rows, tasks, () => ({ reason: "dependency_recovered" }));
}

async function updateStatuses(
  tx: TxContext,
  set: Prisma.Sql,
  from: Prisma.Sql,
): Promise<TaskRow[]> {
  const rows = await tx.db.$queryRaw<{ task: TaskRow }[]>`
    UPDATE tasks t SET ${set}, status_changed_at = clock_timestamp(), updated_at = ${NEXT_UPDATED_AT}
    FROM ${from}, projects p WHERE t.id = why.id AND p.id = t.project_id RETURNING ${TASK_JSON} AS task`;
  return rows.map((row) => row.task).sort((a, b) => a.id - b.id);
}

async function recordStatusChanges(
  tx: TxContext,
  rows: TaskRow[],
  before: ChainTask[],
  more: (id: number) => Record<string, unknown>,
): Promise<void> {
  const statuses = new Map(before.map((task) => [task.id, task.status]));
  await record(
    tx,
    ...rows.map<NewEvent>((task) => ({
      type: statuses.get(task.id) === task.status ? "task.updated" : "task.status_changed",
      projectId: task.project_id,
      taskId: task.id,
      agent: task.assigned_to,
      data: {
        task,
        previous_status: statuses.get(task.id),
        changed: { status: [statuses.get(task.id), task.status] },
        ...more(task.id),
      },
    })),
  );
}

/** Refuses to unblock a task by hand while it waits for a failed one, because it would be blocked again at once. */
export async function assertUnblockable(tx: TxContext, task: TaskRow): Promise<void> {
  const [breaker] = await tx.db.$queryRaw<{ ticket_ref: string; status: string }[]>`
    SELECT b.ticket_ref, b.status::text AS status FROM tasks_breaking(${task.id}) k JOIN tasks b ON b.id = k.id
    ORDER BY b.status = 'failed' DESC, b.id LIMIT 1`;
  if (!breaker) return;
  throw new DomainError(
    "blocked",
    `${task.ticket_ref} blocked: ${breaker.ticket_ref} ${breaker.status}`,
    {
      blocker: breaker.ticket_ref,
      fix: `retry, cancel or archive ${breaker.ticket_ref}, or remove what makes ${task.ticket_ref} wait for it`,
    },
  );
}
