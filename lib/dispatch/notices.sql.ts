import { OFFLINE_AFTER_MS } from "@/lib/agents/row";
import { termsOf } from "@/lib/auth/permissions";
import { type Actor, projectLimitOf } from "@/lib/core/actor";
import { Prisma, type Queryable } from "@/lib/core/database";
import type { Trouble } from "@/lib/runtimes/health";

/** The maximum number of notices of one kind. More would not help anybody. */
const MAX_PER_KIND = 20;

const inActorsProject = (actor: Actor): Prisma.Sql => {
  const limit = projectLimitOf(actor);
  return limit === null ? Prisma.empty : Prisma.sql`AND t.project_id = ${limit}`;
};

/** Tasks with the same dispatch block. */
export interface BlockedTasks {
  code: string;
  /** The message of the task whose next check is the latest. */
  message: string;
  /** The budget's scope; empty for other reasons. */
  scope: string;
  name: string | null;
  project_id: number;
  count: number;
  since: Date;
}

/** The dispatch blocks of tasks, except those of cancelled runs. Index: tasks_held_idx. */
export async function dispatchBlocks(db: Queryable, actor: Actor): Promise<BlockedTasks[]> {
  return db.$queryRaw<BlockedTasks[]>`
    SELECT h.code, (array_agg(h.message ORDER BY h.next_at DESC NULLS LAST, h.id DESC))[1] AS message,
           h.scope, h.name, min(h.project_id) AS project_id, count(*)::int AS count, min(h.since) AS since
    FROM (
      SELECT t.id, t.project_id, t.dispatch_hold->>'code' AS code, t.dispatch_hold->>'message' AS message,
             COALESCE(t.dispatch_hold #>> '{budget,scope}', '') AS scope, t.dispatch_hold #>> '{budget,name}' AS name,
             (t.dispatch_hold->>'since')::timestamptz AS since, (t.dispatch_hold->>'next_at')::timestamptz AS next_at
      FROM tasks t WHERE t.dispatch_hold IS NOT NULL AND t.status = 'assigned' AND t.archived_at IS NULL
        AND t.dispatch_hold->>'code' <> 'cancelled' ${inActorsProject(actor)}
    ) AS h
    GROUP BY h.code, h.scope, h.name, CASE WHEN h.scope = '' THEN h.message END
    ORDER BY count(*) DESC, min(h.since) LIMIT ${MAX_PER_KIND}`;
}

export interface RefusedRuntime {
  runtime: string;
  reason: string;
  cause: Trouble;
  count: number;
  since: Date;
}

/**
 * Runtimes that refused their settings or cannot be reached, with the number of tasks that wait for each or are worked on there.
 * Index: tasks_held_idx, runs_open_idx.
 */
export async function refusedRuntimes(db: Queryable, actor: Actor): Promise<RefusedRuntime[]> {
  return db.$queryRaw<RefusedRuntime[]>`
    SELECT h.runtime, h.reason, h.cause, (count(t.id) + (
        SELECT count(*) FROM runs r JOIN tasks t ON t.run_id = r.id
        WHERE r.outcome IS NULL AND r.runtime::text = h.runtime AND r.trigger = 'dispatch'
          AND h.cause = 'outage' ${inActorsProject(actor)}
      ))::int AS count, COALESCE(min((t.dispatch_hold->>'since')::timestamptz), h.updated_at) AS since
    FROM (
      SELECT split_part(key, '.', 2) AS runtime, COALESCE(value->>'reason', 'it refused its settings') AS reason,
             COALESCE(value->>'cause', 'configuration') AS cause, updated_at
      FROM settings WHERE key LIKE 'runtime\\_health.%' AND value->>'ok' = 'false'
    ) AS h
    LEFT JOIN agents a ON a.runtime::text = h.runtime
    LEFT JOIN tasks t ON t.assigned_to = a.name AND t.dispatch_hold IS NOT NULL AND t.status = 'assigned'
      AND t.archived_at IS NULL AND t.dispatch_hold->>'code' IN ('configuration', 'unavailable') ${inActorsProject(actor)}
    GROUP BY h.runtime, h.reason, h.cause, h.updated_at ORDER BY 3 DESC, 1`;
}

/**
 * What current reviews have been waiting for since their task came to review. Index: tasks_status_idx,
 * comments_task_id_id_idx.
 */
export async function reviewsThatWait(
  db: Queryable,
  actor: Actor,
): Promise<{ content: string; count: number; since: Date }[]> {
  return db.$queryRaw<{ content: string; count: number; since: Date }[]>`
    SELECT c.content, count(*)::int AS count, min(c.created_at) AS since
    FROM tasks t CROSS JOIN LATERAL (
      SELECT content, created_at FROM comments
      WHERE task_id = t.id AND author_kind = 'system' AND content LIKE 'Review waits: %'
        AND created_at >= t.status_changed_at
      ORDER BY id DESC LIMIT 1
    ) AS c
    WHERE t.status = 'review' AND t.archived_at IS NULL ${inActorsProject(actor)}
      AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.task_id = t.id AND r.outcome IS NULL AND r.trigger = 'review')
    GROUP BY c.content ORDER BY count(*) DESC LIMIT ${MAX_PER_KIND}`;
}

/** The number of inbox tasks that fit no agent, by project. Index: tasks_inbox_idx. */
export async function untriaged(
  db: Queryable,
  actor: Actor,
): Promise<{ project: string; count: number; since: Date }[]> {
  return db.$queryRaw<{ project: string; count: number; since: Date }[]>`
    SELECT p.name AS project, count(*)::int AS count, min(t.created_at) AS since
    FROM tasks t JOIN projects p ON p.id = t.project_id AND p.auto_triage
    WHERE t.claimable AND t.status = 'inbox' AND t.assigned_to IS NULL
      AND t.metadata #>> '{triage,reason}' IS NOT NULL AND t.metadata #>> '{triage,agent}' IS NULL ${inActorsProject(actor)}
    GROUP BY p.name ORDER BY count(*) DESC LIMIT ${MAX_PER_KIND}`;
}

/**
 * The failures of backups since the last that was made, for who may make them; none if the last one worked. The log of backups is short,
 * so it is read without an index.
 */
export async function backupsInTrouble(
  db: Queryable,
  actor: Actor,
): Promise<{ error: string; since: Date; count: number }[]> {
  if (termsOf(actor, "backup.manage") === null) return [];
  return db.$queryRaw<{ error: string; since: Date; count: number }[]>`
    SELECT (array_agg(coalesce(error, 'no reason is known') ORDER BY id DESC))[1] AS error, min(started_at) AS since, count(*)::int AS count
    FROM backups WHERE trigger <> 'download' AND state = 'failed'
      AND id > coalesce((SELECT max(id) FROM backups WHERE trigger <> 'download' AND state = 'done'), 0)
    HAVING count(*) > 0`;
}

/** An agent that has stopped polling although work is assigned to it. */
export interface SilentAgent {
  agent: string;
  /** Null if no agent of that name was ever registered or polled. */
  seen: Date | null;
  isKnown: boolean;
  count: number;
  since: Date;
}

/**
 * Polling agents that have not polled for ten minutes although ready tasks have been assigned to them for as long. Finds
 * each name with one probe of tasks_claimable_idx, however many tasks there are.
 */
export async function silentAgents(db: Queryable, actor: Actor): Promise<SilentAgent[]> {
  return db.$queryRaw<SilentAgent[]>`
    WITH RECURSIVE names AS (
      (SELECT assigned_to AS name FROM tasks WHERE claimable AND assigned_to IS NOT NULL ORDER BY assigned_to LIMIT 1)
      UNION ALL
      SELECT (SELECT assigned_to FROM tasks WHERE claimable AND assigned_to > names.name ORDER BY assigned_to LIMIT 1)
      FROM names WHERE names.name IS NOT NULL
    )
    SELECT names.name AS agent, a.last_seen_at AS seen, a.id IS NOT NULL AS "isKnown", w.count, w.since
    FROM names LEFT JOIN agents a ON a.name = names.name CROSS JOIN LATERAL (
      SELECT count(*)::int AS count, min(t.status_changed_at) AS since FROM tasks t
      WHERE t.assigned_to = names.name AND t.claimable ${inActorsProject(actor)}
        AND t.status_changed_at < clock_timestamp() - ${OFFLINE_AFTER_MS}::int * interval '1 millisecond'
    ) AS w
    WHERE w.count > 0 AND (a.id IS NULL OR (NOT is_pushed(a.runtime)
      AND COALESCE(a.last_seen_at, a.created_at) < clock_timestamp() - ${OFFLINE_AFTER_MS}::int * interval '1 millisecond'))
    ORDER BY w.count DESC LIMIT ${MAX_PER_KIND}`;
}

/** A schedule that needs a person, and why. */
export interface ScheduleTrouble {
  id: number;
  name: string;
  trouble: "paused" | "failing" | "overdue" | "no_next_date" | "outlived";
  /** The note of a pause, the error of the last attempt, or the task that has been open for too long. */
  message: string;
  since: Date;
}

/**
 * Schedules that paused themselves, cannot create their tasks, are due while nothing runs them, have no further date, or whose task has
 * been open for so long that it no longer holds them back. There are few schedules. Index: schedule_runs_unsettled_idx.
 */
export async function schedulesInTrouble(db: Queryable, actor: Actor): Promise<ScheduleTrouble[]> {
  const limit = projectLimitOf(actor);
  const inProject = limit === null ? Prisma.empty : Prisma.sql`AND s.project_id = ${limit}`;
  return db.$queryRaw<ScheduleTrouble[]>`
    SELECT s.id, s.name, 'paused' AS trouble, COALESCE(s.pause_note, '') AS message, s.paused_at AS since
    FROM schedules s WHERE s.pause_reason = 'failures' ${inProject}
    UNION ALL
    SELECT s.id, s.name, 'failing', s.last_error, s.last_error_at
    FROM schedules s WHERE s.last_error IS NOT NULL AND s.paused_at IS NULL ${inProject}
    UNION ALL
    SELECT s.id, s.name, 'overdue', '', s.next_at
    FROM schedules s WHERE s.next_at < clock_timestamp() - interval '2 minutes' ${inProject}
    UNION ALL
    SELECT s.id, s.name, 'no_next_date', '', COALESCE(s.last_due_at, s.created_at)
    FROM schedules s WHERE s.next_at IS NULL AND s.paused_at IS NULL AND s.once_at IS NULL ${inProject}
    UNION ALL
    SELECT s.id, s.name, 'outlived', t.ticket_ref, t.created_at
    FROM schedule_runs r JOIN schedules s ON s.id = r.schedule_id JOIN tasks t ON t.id = r.task_id
    WHERE r.outcome = 'created' AND NOT r.settled AND r.outlived_at IS NOT NULL
      AND t.archived_at IS NULL AND t.status NOT IN ('done', 'failed', 'cancelled') ${inProject}
    ORDER BY since LIMIT ${MAX_PER_KIND}`;
}

/** A trigger that makes no tasks although it should. */
export interface TriggerTrouble {
  id: number;
  name: string;
  trouble: "failing" | "limited";
  /** The error of its template, or the limit that held it back. */
  message: string;
  since: Date;
}

/**
 * Triggers whose last delivery could not become a task, and those that a limit held back within a day; none for who may manage no
 * triggers. Index: none; triggers are few.
 */
export async function triggersInTrouble(db: Queryable, actor: Actor): Promise<TriggerTrouble[]> {
  const terms = termsOf(actor, "trigger.manage");
  if (terms === null) return [];
  return db.$queryRaw<TriggerTrouble[]>`
    SELECT id, name, CASE WHEN last_error_at IS NULL THEN 'limited' ELSE 'failing' END AS trouble,
      CASE WHEN last_error_at IS NULL THEN limited_by ELSE last_error END AS message, COALESCE(last_error_at, limited_at) AS since
    FROM triggers WHERE paused_at IS NULL
      AND (last_error_at IS NOT NULL OR limited_at > clock_timestamp() - interval '1 day')
      AND (${terms.projectId}::int IS NULL OR project_id = ${terms.projectId}::int
        AND (kind = 'webhook' OR match->>'project_id' = ${terms.projectId}::int::text))
    ORDER BY since LIMIT ${MAX_PER_KIND}`;
}

/** A task whose run was stopped at a limit, and that waits for a person. */
export interface StoppedTask {
  ticket_ref: string;
  message: string;
  since: Date;
}

/** Index: tasks_held_idx. */
export async function stoppedTasks(db: Queryable, actor: Actor): Promise<StoppedTask[]> {
  return db.$queryRaw<StoppedTask[]>`
    SELECT t.ticket_ref, t.dispatch_hold->>'message' AS message, (t.dispatch_hold->>'since')::timestamptz AS since
    FROM tasks t WHERE t.dispatch_hold IS NOT NULL AND t.status = 'blocked' AND t.archived_at IS NULL
      AND t.dispatch_hold->>'code' = 'limit' ${inActorsProject(actor)}
    ORDER BY since DESC LIMIT ${MAX_PER_KIND}`;
}

/** The agents that Baton paused itself; none for a key that is limited to a project, beyond which they work. There are few agents. */
export async function agentsPausedByBaton(
  db: Queryable,
  actor: Actor,
): Promise<{ name: string; note: string; since: Date }[]> {
  if (projectLimitOf(actor) !== null) return [];
  return db.$queryRaw<{ name: string; note: string; since: Date }[]>`
    SELECT name, pause_note AS note, paused_at AS since FROM agents
    WHERE paused_at IS NOT NULL AND paused_by = 'Baton' AND deleted_at IS NULL ORDER BY paused_at DESC LIMIT ${MAX_PER_KIND}`;
}

/** A run that ended within a day before it heard what somebody said to it, and that nobody goes on with. */
export interface UnheardMessages {
  run_id: number;
  agent: string;
  ticket_ref: string | null;
  by: string;
  text: string;
  count: number;
  since: Date;
}

/** Index: run_messages_unheard_idx, runs_pkey, tasks_pkey. */
export async function unheardMessages(db: Queryable, actor: Actor): Promise<UnheardMessages[]> {
  const limit = projectLimitOf(actor);
  return db.$queryRaw<UnheardMessages[]>`
    SELECT r.id AS run_id, r.agent, r.task_ref AS ticket_ref, min(m.created_by) AS by, (array_agg(m.text ORDER BY m.seq))[1] AS text,
      count(*)::int AS count, max(m.changed_at) AS since
    FROM run_messages m JOIN runs r ON r.id = m.run_id
    WHERE m.state = 'undelivered' AND m.carried_to IS NULL AND m.changed_at > clock_timestamp() - interval '1 day'
      AND (${limit}::int IS NULL OR r.project_id = ${limit}::int)
    GROUP BY r.id ORDER BY since DESC LIMIT ${MAX_PER_KIND}`;
}
