import type { Actor } from "@/lib/core/actor";
import { Prisma, type Queryable } from "@/lib/core/database";
import { EVENT_COLUMNS } from "@/lib/events/append";
import type { RunRow } from "@/lib/runs/wire";
import { LEASE_MS } from "./lifecycle";
import { CLAIMED_TASK_JSON, NEXT_UPDATED_AT, TASK_JSON, type TaskRow } from "./row";

export interface NextClaim {
  agent: string;
  /** Overrides the agent's own capacity. */
  maxCapacity: number | undefined;
  /** Null for any project. */
  projectId: number | null;
}

export interface ClaimAttempt {
  /** Null when the agent has no row yet. */
  in_progress: number | null;
  capacity: number | null;
  /** Whether a claimable task was seen; with no `task` beside it another poll was faster. */
  seen: boolean;
  task: TaskRow | null;
  run: RunRow | null;
}

/**
 * Claims the best ready task for an agent in one statement, hence one transaction: its own assigned tasks and the pool
 * together by priority, due date (none last), age and id; the place in the agent's capacity is taken by a conditional
 * update of the agent's row, so two polls of one agent never exceed it; run and event are part of it.
 *
 * Index: one probe of tasks_claimable_idx for the agent's own tasks and one for the pool, whatever the backlog's length; of
 * tasks_project_claimable_idx within a project. The heads are compared before one is locked, and a head that another poll holds is skipped.
 */
export async function claimBest(
  db: Queryable,
  actor: Actor,
  ordinal: number,
  { agent, maxCapacity, projectId }: NextClaim,
): Promise<ClaimAttempt> {
  const project = projectId === null ? Prisma.empty : Prisma.sql`AND t.project_id = ${projectId}`;
  const queue = Prisma.sql`t.claimable ${project}`;
  // assigned_to is the same in every row, but only so does the planner know that the index has the pool in this order.
  const order = Prisma.sql`ORDER BY t.assigned_to, t.priority, t.due_at, t.created_at, t.id LIMIT 1`;
  const key = Prisma.raw("t.id, t.priority, COALESCE(t.due_at, 'infinity') AS due, t.created_at");
  // Read with the lock, hence as it is now: the rest of the statement sees tasks as they were when it began.
  const held = Prisma.raw(
    "t.id, t.ticket_ref, t.project_id, t.status AS previous_status, t.assigned_to IS NULL AS was_nobodys",
  );
  const [attempt] = await db.$queryRaw<ClaimAttempt[]>`
    WITH a AS (
      SELECT in_progress, COALESCE(${maxCapacity ?? null}::int, max_capacity) AS capacity FROM agents WHERE name = ${agent}
    ), own AS (
      SELECT ${key} FROM tasks t WHERE (SELECT in_progress < capacity FROM a) AND ${queue} AND t.assigned_to = ${agent} ${order}
    ), pool AS (
      SELECT ${key} FROM tasks t WHERE (SELECT in_progress < capacity FROM a) AND ${queue} AND t.assigned_to IS NULL ${order}
    ), side AS (
      SELECT COALESCE((SELECT (own.priority, own.due, own.created_at, own.id) < (pool.priority, pool.due, pool.created_at, pool.id)
                       FROM own, pool), EXISTS (SELECT 1 FROM own)) AS own
    ), from_own AS (
      SELECT ${held} FROM tasks t WHERE (SELECT own FROM side) AND ${queue} AND t.assigned_to = ${agent} ${order}
      FOR NO KEY UPDATE OF t SKIP LOCKED
    ), from_pool AS (
      SELECT ${held} FROM tasks t WHERE NOT (SELECT own FROM side) AND (SELECT in_progress < capacity FROM a)
        AND ${queue} AND t.assigned_to IS NULL ${order}
      FOR NO KEY UPDATE OF t SKIP LOCKED
    ), pick AS (
      SELECT * FROM from_own UNION ALL SELECT * FROM from_pool
    ), place AS (
      UPDATE agents SET last_seen_at = clock_timestamp(), status = CASE WHEN status = 'offline' THEN 'idle' ELSE status END
      FROM pick WHERE agents.name = ${agent} AND agents.in_progress < COALESCE(${maxCapacity ?? null}::int, agents.max_capacity)
      RETURNING pick.*
    ), r AS (
      INSERT INTO runs (task_id, task_ref, project_id, agent, runtime, trigger, attempt, lease_expires_at, claimed_from, claimed_from_pool)
      SELECT place.id, place.ticket_ref, place.project_id, ${agent},
             (SELECT CASE WHEN runtime = 'worker' THEN runtime ELSE 'pull' END FROM agents WHERE name = ${agent}), 'claim',
             1 + (SELECT count(*) FROM runs o WHERE o.task_id = place.id AND o.trigger = 'claim'),
             clock_timestamp() + ${LEASE_MS}::int * interval '1 millisecond', place.previous_status, place.was_nobodys
      FROM place
      RETURNING *
    ), t AS (
      UPDATE tasks t
      SET status = 'in_progress', ready = false, dispatch_hold = NULL, next_attempt_at = NULL, assigned_to = ${agent}, run_id = r.id,
          status_changed_at = clock_timestamp(), updated_at = ${NEXT_UPDATED_AT}
      FROM r, place WHERE t.id = r.task_id
      RETURNING t.*, place.previous_status
    ), claimed AS (
      SELECT t.id, t.project_id, t.previous_status, (${CLAIMED_TASK_JSON}) - 'previous_status' AS task
      FROM t JOIN projects p ON p.id = t.project_id JOIN r ON r.id = t.run_id
    ), e AS (
      INSERT INTO events (${EVENT_COLUMNS})
      SELECT event_id(${ordinal}::int), 'task.claimed', 'task', c.project_id, c.id, ${agent}, r.id, ${actor.name}, ${actor.kind},
             jsonb_build_object('task', c.task, 'previous_status', c.previous_status, 'run_id', r.id, 'agent', ${agent}::text)
      FROM claimed c, r
    )
    SELECT (SELECT in_progress FROM a) AS in_progress, (SELECT capacity FROM a) AS capacity,
           EXISTS (SELECT 1 FROM own) OR EXISTS (SELECT 1 FROM pool) AS seen,
           (SELECT task FROM claimed) AS task, (SELECT to_jsonb(r) FROM r) AS run`;
  return attempt as ClaimAttempt;
}

/** The task an agent holds, the most recently changed one first. Index: tasks_assigned_to_status_id_idx. */
export async function heldBy(db: Queryable, agent: string): Promise<TaskRow | null> {
  const [row] = await db.$queryRaw<{ task: TaskRow }[]>`
    SELECT ${TASK_JSON} AS task FROM tasks t JOIN projects p ON p.id = t.project_id
    WHERE t.assigned_to = ${agent} AND t.status = 'in_progress' ORDER BY t.updated_at DESC, t.id LIMIT 1`;
  return row?.task ?? null;
}
