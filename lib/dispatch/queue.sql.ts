import { AGENT_JSON, type AgentRow } from "@/lib/agents/row";
import type { TxContext } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";

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

/** A due task. */
export interface DueTask {
  id: number;
  /** The row, for the first tasks: as many as the agent has places. */
  task: TaskRow | null;
  /** Whether it may build on what others did or said: it has a parent, links to it, or people were asked or said something. */
  buildsOn: boolean;
}

/** What is due for an agent, in queue order (domain.md, "Claiming"). */
export interface DueWork {
  /** The agent, if it has a place and Baton calls it. */
  agent: AgentRow | null;
  places: number;
  due: DueTask[];
}

/**
 * The first due tasks of an agent that Baton calls, `limit` at most, also while it has no place for them. Index: tasks_claimable_idx,
 * tasks_pkey, task_links_to_id_idx, requests_task_id_id_idx, run_messages_unheard_idx.
 */
export async function dueWork(db: Queryable, agent: string, limit: number): Promise<DueWork> {
  const [row] = await db.$queryRaw<DueWork[]>`
    SELECT CASE WHEN a.max_capacity > a.in_progress AND a.paused_at IS NULL THEN ${AGENT_JSON} END AS agent, a.max_capacity - a.in_progress AS places,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', due.id,
          'task', CASE WHEN due.place <= a.max_capacity - a.in_progress THEN (
            SELECT ${TASK_JSON} FROM (SELECT * FROM tasks WHERE tasks.id = due.id OFFSET 0) t JOIN projects p ON p.id = t.project_id) END,
          'buildsOn', due.parent_id IS NOT NULL OR EXISTS (SELECT 1 FROM task_links l WHERE l.to_id = due.id OFFSET 0)
            OR EXISTS (SELECT 1 FROM requests q WHERE q.task_id = due.id OFFSET 0)
            OR EXISTS (SELECT 1 FROM run_messages m WHERE m.task_id = due.id AND m.state = 'undelivered' OFFSET 0))
          ORDER BY due.place)
        FROM (
          SELECT id, parent_id, row_number() OVER (ORDER BY priority, due_at, created_at, id) AS place FROM (
            SELECT t.id, t.parent_id, t.priority, t.due_at, t.created_at FROM ${queueOf(Prisma.sql`${agent}`)} t WHERE ${IS_DUE}
            LIMIT ${Prisma.raw(String(limit))}) queue
        ) due), '[]') AS due
    FROM agents a WHERE a.name = ${agent} AND is_pushed(a.runtime)`;
  return row ?? { agent: null, places: 0, due: [] };
}

/**
 * Whether an agent that was full has a place once every change of it that is under way has ended. The end of its work asks for a
 * dispatch only if it finds work that waits (prisma/sql/dispatch.sql), and so cannot miss what is asked for here. Index:
 * agents_name_key.
 */
export async function getsPlace(db: Queryable, agent: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ hasPlace: boolean }[]>`
    SELECT in_progress < max_capacity AND paused_at IS NULL AS "hasPlace" FROM agents WHERE name = ${agent} FOR NO KEY UPDATE`;
  return row?.hasPlace ?? false;
}

/**
 * Locks the row of a task and reads it, with whether it is due for the agent by the database's clock; null if it is gone. Index:
 * tasks_pkey, task_links_to_id_idx, requests_task_id_id_idx, run_messages_unheard_idx.
 */
export async function lockDueTask(
  tx: TxContext,
  taskId: number,
  agent: string,
): Promise<{ task: TaskRow; isDue: boolean; buildsOn: boolean } | null> {
  const [row] = await tx.db.$queryRaw<
    { task: TaskRow; isDue: boolean | null; buildsOn: boolean }[]
  >`
    WITH locked AS MATERIALIZED (SELECT t.id, lock_task(t.id) AS ok FROM tasks t WHERE t.id = ${taskId})
    SELECT ${TASK_JSON} AS task, t.assigned_to = ${agent} AND ${IS_DUE} AS "isDue",
      t.parent_id IS NOT NULL OR EXISTS (SELECT 1 FROM task_links l WHERE l.to_id = t.id OFFSET 0)
        OR EXISTS (SELECT 1 FROM requests q WHERE q.task_id = t.id OFFSET 0)
        OR EXISTS (SELECT 1 FROM run_messages m WHERE m.task_id = t.id AND m.state = 'undelivered' OFFSET 0) AS "buildsOn"
    FROM locked JOIN tasks t ON t.id = locked.id JOIN projects p ON p.id = t.project_id
    WHERE locked.ok FOR NO KEY UPDATE OF t`;
  return row ? { ...row, isDue: row.isDue ?? false } : null;
}

/** Takes one place in the agent's capacity for the rest of the transaction; null when it has none left. Index: agents_name_key. */
export async function takeDispatchCapacity(tx: Queryable, agent: string): Promise<AgentRow | null> {
  const [row] = await tx.$queryRaw<{ agent: AgentRow }[]>`
    UPDATE agents a SET last_seen_at = clock_timestamp()
    WHERE a.name = ${agent} AND a.in_progress < a.max_capacity AND a.paused_at IS NULL RETURNING ${AGENT_JSON} AS agent`;
  return row?.agent ?? null;
}

/** The agents that Baton calls and that have due work and room for it. Index: tasks_claimable_idx. */
export async function agentsWithDueWork(db: Queryable): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT a.name FROM agents a
    WHERE a.deleted_at IS NULL AND is_pushed(a.runtime) AND a.in_progress < a.max_capacity AND a.paused_at IS NULL
      AND EXISTS (SELECT 1 FROM ${queueOf(Prisma.raw("a.name"))} t WHERE ${IS_DUE})
    ORDER BY a.name`;
  return rows.map((row) => row.name);
}
