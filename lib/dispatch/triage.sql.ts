import type { AgentRow } from "@/lib/agents/row";
import { Prisma, type Queryable } from "@/lib/core/database";
import type { Wanted } from "./match";

/** The columns of an inbox task that triage reads. */
export interface InboxTask extends Wanted {
  id: number;
  updated_at: string;
  triage: unknown;
}

/** A task that triage may move: claimable, in the inbox of a project with `auto_triage`. */
const IS_DUE = Prisma.sql`t.claimable AND t.status = 'inbox' AND t.assigned_to IS NULL AND p.auto_triage`;

/** Whether triage may move the task. Index: tasks_pkey. */
export async function isTriageDue(db: Queryable, taskId: number): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM tasks t JOIN projects p ON p.id = t.project_id WHERE t.id = ${taskId} AND ${IS_DUE}`;
  return rows.length > 0;
}

/**
 * The ids of the tasks that triage may move, without those known to fit none of these agents and unchanged since. Tasks
 * never looked at come first. Indexes: tasks_inbox_idx, triage_misses_pkey.
 */
export async function tasksToLookAt(
  db: Queryable,
  agentsHash: string,
  limit: number,
): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT t.id FROM tasks t JOIN projects p ON p.id = t.project_id LEFT JOIN triage_misses m ON m.task_id = t.id
    WHERE ${IS_DUE} AND (m.task_id IS NULL OR m.agents_hash <> ${agentsHash} OR m.task_updated_at <> t.updated_at)
    ORDER BY m.looked_at NULLS FIRST, t.id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** Reads those of the given tasks that triage may still move. Index: tasks_pkey. */
export async function inboxTasks(db: Queryable, ids: number[]): Promise<InboxTask[]> {
  const rows = await db.$queryRaw<{ task: InboxTask }[]>`
    SELECT jsonb_build_object('id', t.id, 'updated_at', t.updated_at, 'title', t.title, 'description', t.description,
      'acceptance_criteria', t.acceptance_criteria, 'work_type', t.work_type, 'labels', t.labels, 'type', t.type,
      'triage', t.metadata->'triage') AS task
    FROM tasks t JOIN projects p ON p.id = t.project_id WHERE t.id = ANY(${ids}::int[]) AND ${IS_DUE}
    ORDER BY array_position(${ids}::int[], t.id)`;
  return rows.map(({ task }) => task);
}

/** Records that these tasks, in the version that was read, fit none of these agents. Index: triage_misses_pkey. */
export async function rememberMisses(
  db: Queryable,
  agentsHash: string,
  tasks: Pick<InboxTask, "id" | "updated_at">[],
): Promise<void> {
  const ids = tasks.map(({ id }) => id);
  const versions = tasks.map(({ updated_at }) => updated_at);
  await db.$executeRaw`
    INSERT INTO triage_misses (task_id, task_updated_at, agents_hash, looked_at)
    SELECT read.id, read.updated_at, ${agentsHash}, clock_timestamp()
    FROM unnest(${ids}::int[], ${versions}::timestamptz[]) AS read (id, updated_at) JOIN tasks t ON t.id = read.id
    ON CONFLICT (task_id) DO UPDATE SET task_updated_at = EXCLUDED.task_updated_at,
      agents_hash = EXCLUDED.agents_hash, looked_at = EXCLUDED.looked_at`;
}

/** Removes the records of tasks that left the inbox. Indexes: triage_misses_pkey, tasks_pkey. */
export async function forgetMisses(db: Queryable): Promise<void> {
  await db.$executeRaw`
    DELETE FROM triage_misses m USING tasks t WHERE t.id = m.task_id AND t.status <> 'inbox'`;
}

/** The columns of an agent that triage reads. `load` is the number of tasks it works on or that are assigned to it. */
export type TriageAgent = Pick<
  AgentRow,
  | "name"
  | "role"
  | "capabilities"
  | "max_capacity"
  | "status"
  | "runtime"
  | "last_seen_at"
  | "in_progress"
> & { load: number };

/** All agents that are neither hidden nor deleted. Index: tasks_assigned_to_status_id_idx, read once for all of them. */
export async function agentsToTriage(db: Queryable): Promise<TriageAgent[]> {
  return db.$queryRaw<TriageAgent[]>`
    SELECT a.name, a.role, a.capabilities, a.max_capacity, a.status, a.runtime::text AS runtime, a.last_seen_at::text AS last_seen_at,
      a.in_progress, COALESCE(open.tasks, 0) AS load
    FROM agents a LEFT JOIN (
      SELECT assigned_to, count(*)::int AS tasks FROM tasks
      WHERE assigned_to IS NOT NULL AND archived_at IS NULL AND status IN ('assigned', 'in_progress') GROUP BY assigned_to
    ) open ON open.assigned_to = a.name
    WHERE NOT a.hidden AND a.deleted_at IS NULL ORDER BY a.name`;
}
