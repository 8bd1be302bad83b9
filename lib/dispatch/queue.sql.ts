import { AGENT_JSON, type AgentRow } from "@/lib/agents/row";
import { Prisma, type Queryable } from "@/lib/core/database";

/** A claimable task `t` that may be dispatched now: its pause after a failure is over, and it has no dispatch block or one to check again now. */
export const IS_DUE = Prisma.sql`t.claimable AND t.status = 'assigned'
  AND COALESCE(t.next_attempt_at, '-infinity') <= clock_timestamp()
  AND (t.dispatch_hold IS NULL OR (t.dispatch_hold->>'next_at')::timestamptz <= clock_timestamp())`;

/**
 * The claimable tasks of an agent in queue order, as a table. OFFSET 0 keeps other conditions out of it: with them the planner
 * may read everything the agent ever had through an index on the status. Index: tasks_claimable_idx.
 */
const queueOf = (
  agent: Prisma.Sql,
) => Prisma.sql`(SELECT * FROM tasks WHERE claimable AND assigned_to = ${agent}
  ORDER BY assigned_to, priority, due_at, created_at, id OFFSET 0)`;

/** The due tasks of an agent that has room, in queue order (domain.md, "Claiming"), the first few. Index: tasks_claimable_idx. */
export async function dueTasks(db: Queryable, agent: string, limit: number): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM (
      SELECT t.id, t.priority, t.due_at, t.created_at FROM ${queueOf(Prisma.sql`${agent}`)} t
      WHERE (SELECT a.in_progress < a.max_capacity AND is_pushed(a.runtime) FROM agents a WHERE a.name = ${agent}) AND ${IS_DUE}
      LIMIT ${Prisma.raw(String(limit))}) due
    ORDER BY priority, due_at, created_at, id`;
  return rows.map((row) => row.id);
}

/** The same of one task whose row the transaction has locked, by the same clock. Index: tasks_pkey. */
export async function isDispatchDue(
  tx: Queryable,
  taskId: number,
  agent: string,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ due: boolean }[]>`
    SELECT ${IS_DUE} AS due FROM tasks t WHERE t.id = ${taskId} AND t.assigned_to = ${agent}`;
  return row?.due ?? false;
}

/** Takes one place in the agent's capacity for the rest of the transaction; null when it has none left. Index: agents_name_key. */
export async function takeDispatchCapacity(tx: Queryable, agent: string): Promise<AgentRow | null> {
  const [row] = await tx.$queryRaw<{ agent: AgentRow }[]>`
    UPDATE agents a SET last_seen_at = clock_timestamp()
    WHERE a.name = ${agent} AND a.in_progress < a.max_capacity RETURNING ${AGENT_JSON} AS agent`;
  return row?.agent ?? null;
}

/** The agents that Baton calls and that have due work and room for it. Index: tasks_claimable_idx. */
export async function agentsWithDueWork(db: Queryable): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT a.name FROM agents a
    WHERE a.deleted_at IS NULL AND is_pushed(a.runtime) AND a.in_progress < a.max_capacity
      AND EXISTS (SELECT 1 FROM ${queueOf(Prisma.raw("a.name"))} t WHERE ${IS_DUE})
    ORDER BY a.name`;
  return rows.map((row) => row.name);
}
