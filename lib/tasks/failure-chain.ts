import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import type { ApplyChange } from "./columns";
import { lockRow } from "./find";
import { restingStatus } from "./lifecycle";
import type { TaskRow } from "./row";

/** The failed task for which this one blocks what waits for it, or null when it does not. */
export function failureBehind(task: TaskRow): number | null {
  if (task.archived_at !== null || task.on_failure !== "block") return null;
  if (task.status === "failed") return task.id;
  return task.status === "blocked" ? task.blocked_by_id : null;
}

/** Everything whose place in a chain may follow from a change of this task: itself, and what waits for it. */
export async function besideOf(
  tx: Transaction,
  taskId: number,
  formerParent: number | null,
): Promise<number[]> {
  const rows = await tx.$queryRaw<
    { id: number }[]
  >`SELECT id FROM tasks_beside(${taskId}, ${formerParent}::int)`;
  return rows.map((row) => row.id);
}

/**
 * Blocks those of the given tasks that wait for a failed one, lets go those that no longer do, and follows the chain: each
 * change goes on to what waits for it in turn (domain.md, "Ready").
 */
export async function alignChain(
  tx: Transaction,
  ctx: Context,
  ids: number[],
  changeTask: ApplyChange,
): Promise<void> {
  const out = await tx.$queryRaw<{ id: number }[]>`
    SELECT t.id FROM tasks t WHERE t.id = ANY(${ids}::int[]) AND CASE
      WHEN t.status IN ('inbox', 'assigned') THEN EXISTS (SELECT 1 FROM tasks_breaking(t.id))
      WHEN t.status = 'blocked' AND t.blocked_by_id IS NOT NULL
        THEN NOT EXISTS (SELECT 1 FROM tasks_breaking(t.id) b WHERE b.origin = t.blocked_by_id)
      ELSE false END ORDER BY t.id`;
  for (const { id } of out) await alignOne(tx, ctx, id, changeTask);
}

/** Read anew: an earlier one of the same chain may have changed it, or an agent may have taken it. */
async function alignOne(
  tx: Transaction,
  ctx: Context,
  id: number,
  changeTask: ApplyChange,
): Promise<void> {
  const task = await lockRow(tx, id);
  const breaking = await breakerOf(tx, task);
  const isBlocked = task.status === "blocked" && task.blocked_by_id !== null;
  if (!isBlocked && task.status !== "inbox" && task.status !== "assigned") return;
  if (breaking === null) {
    if (!isBlocked) return;
    await changeTask(tx, ctx, task, {
      to: restingStatus(task.assigned_to),
      data: { reason: "dependency_recovered" },
    });
    return;
  }
  if (isBlocked && task.blocked_by_id === breaking.origin) return;
  await changeTask(tx, ctx, task, {
    to: "blocked",
    set: {
      blocked_by_id: breaking.origin,
      blocked_reason: `${breaking.ticket_ref} ${breaking.status}`,
    },
    data: { reason: "dependency_failed", blocker: breaking.ticket_ref },
  });
}

interface Breaker {
  ticket_ref: string;
  status: string;
  origin: number;
}

/** What blocks the task by a failure; of several, the one it is blocked by already. */
async function breakerOf(tx: Transaction, task: TaskRow): Promise<Breaker | null> {
  const [breaker] = await tx.$queryRaw<Breaker[]>`
    SELECT b.ticket_ref, b.status::text AS status, k.origin FROM tasks_breaking(${task.id}) k JOIN tasks b ON b.id = k.id
    ORDER BY k.origin IS NOT DISTINCT FROM ${task.blocked_by_id}::int DESC, b.status = 'failed' DESC, b.id LIMIT 1`;
  return breaker ?? null;
}

/** Refuses to unblock a task by hand while what it waits for is failed: it would be blocked again at once. */
export async function assertUnblockable(tx: Transaction, task: TaskRow): Promise<void> {
  const breaker = await breakerOf(tx, task);
  if (breaker === null) return;
  throw new DomainError(
    "blocked",
    `${task.ticket_ref} blocked: ${breaker.ticket_ref} ${breaker.status}`,
    {
      blocker: breaker.ticket_ref,
      fix: `retry, cancel or archive ${breaker.ticket_ref}, or remove what makes ${task.ticket_ref} wait for it`,
    },
  );
}
