import { IS_SEEN_DUE } from "@/lib/agents/presence";
import type { AgentRow } from "@/lib/agents/row";
import { isAgent } from "@/lib/auth/permissions";
import type { Actor } from "@/lib/core/actor";
import { Prisma, type Queryable } from "@/lib/core/database";
import { EVENT_COLUMNS } from "@/lib/events/append";
import { EVENTS } from "@/lib/events/types";
import { RUN_JSON } from "@/lib/runs/row";
import type { RunRow } from "@/lib/runs/wire";
import { CLAIMED_TASK_JSON, NEXT_UPDATED_AT, TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import { NEXT_CLAIM_LEASE } from "./lease";

export interface NextClaim {
  agent: string;
  /** What the poll asks for; see `capacityFor`. */
  maxCapacity: number | undefined;
  /** Null for any project. */
  projectId: number | null;
  /** The kind of work to take from the pool; null for any. Its own tasks an agent gets whatever their kind. */
  workType: string | null;
  /** The only project that the key may read. A claim id that is used again returns its run wherever it was claimed. */
  limit: number | null;
  /** Names the claim, so that the same id returns the same claim. Null: an own run whose lease ran out precedes new work. */
  claimId: string | null;
  workerId: number | null;
  /** How many tasks to claim at most. With a claim id, 1. */
  most: number;
  /** Which tasks to claim: `tasks.claimable`, or `tasks.command_ready`, whose commands a worker runs itself. */
  queue: "claimable" | "command_ready";
}

/** A task and its run, claimed by this poll; or `claimed` is false: the agent already had it and its lease is renewed. */
export interface Given {
  task: TaskRow;
  run: RunRow;
  claimed: boolean;
  /** The run had waited for an answer, which came. */
  resumed: boolean;
}

export interface ClaimAttempt {
  /** Null when the agent has no row yet. */
  in_progress: number | null;
  capacity: number | null;
  /** Whether the agent's last recorded sign of life is old enough for a new one to be written. */
  seen_due: boolean | null;
  /** Whether a claimable task was seen. If none is given, other polls were faster. */
  seen: boolean;
  /** What the agent is given, in the queue's order: one task that it already had, or new ones. */
  given: Given[];
  /** The run claimed earlier under this claim id, and whether it still holds its task. */
  known: { id: number; project_id: number | null; has_task: boolean } | null;
}

/**
 * How many tasks the agent may have at once, as an expression over its row: what the caller asks for, else what the row says. An
 * agent's own key cannot ask for more than an operator set.
 */
export function capacityFor(actor: Actor, asked: number | undefined): Prisma.Sql {
  if (asked === undefined) return Prisma.sql`agents.max_capacity`;
  if (!isAgent(actor)) return Prisma.sql`${asked}::int`;
  return Prisma.sql`CASE WHEN agents.capacity_is_set THEN LEAST(${asked}::int, agents.max_capacity) ELSE ${asked}::int END`;
}

/** The same for a poll of an agent whose row was read; one that is paused has room for nothing new. */
export function allowedCapacity(
  actor: Actor,
  {
    max_capacity: own,
    capacity_is_set: isSet,
    paused_at: pausedAt,
  }: Pick<AgentRow, "max_capacity" | "capacity_is_set" | "paused_at">,
  asked: number | undefined,
): number {
  if (pausedAt !== null) return 0;
  if (asked === undefined) return own;
  return isAgent(actor) && isSet ? Math.min(asked, own) : asked;
}

/** The same for a poll: an agent that is paused has room for nothing new, whatever it asks for. */
const capacityForPoll = (actor: Actor, asked: number | undefined): Prisma.Sql =>
  Prisma.sql`CASE WHEN agents.paused_at IS NULL THEN ${capacityFor(actor, asked)} ELSE 0 END`;

/** A row of the statement: what it found out, and one of the tasks that it gives. */
type AttemptRow = Omit<ClaimAttempt, "given"> & {
  claimed: boolean;
  resumed: boolean;
  position: number;
  task: TaskRow | null;
  run: RunRow | null;
};

/**
 * Claims the best ready task for an agent, or the best few, in one statement, hence one transaction: its own assigned tasks and the
 * pool together by priority, due date (none last), age and id. A conditional update of the agent's row takes up its capacity, so
 * two polls of one agent never exceed it. The runs and the events are part of the statement.
 *
 * Before that it looks at what the agent has: with a claim id, the open run of that id; then a run that waited for an answer and got
 * it; and without a claim id, the run whose lease ran out first. Each gets a new lease. Of two polls with one new claim id, the second inserts no run and finds the first one's
 * when it tries again; of two that want a run back, the second skips it.
 *
 * Index: runs_claim_key or runs_open_of_agent_idx, then one probe of tasks_claimable_idx for the agent's own tasks and one for
 * the pool, whatever the backlog's length; within a project, tasks_project_claimable_idx; for commands, tasks_commands_idx. The best tasks of both are compared
 * before any is locked, and a task that another poll has locked is skipped.
 */
export async function claimBest(
  db: Queryable,
  actor: Actor,
  ordinal: number,
  { agent, maxCapacity, projectId, workType, limit, claimId, workerId, most, queue }: NextClaim,
): Promise<ClaimAttempt> {
  const project = inProject(projectId);
  const before =
    claimId === null
      ? expiredRun(agent, project, workerId)
      : sameClaim(agent, claimId, { limit: inProject(limit), project }, workerId);
  const oneRunPerClaim =
    claimId === null
      ? Prisma.empty
      : Prisma.sql`ON CONFLICT (agent, claim_id) WHERE claim_id IS NOT NULL DO NOTHING`;
  const capacity = capacityForPoll(actor, maxCapacity);
  const ready = Prisma.sql`t.${Prisma.raw(queue)} ${project}`;
  const choice = { agent, queue: ready, pool: ofWorkType(workType), capacity };
  const rows = await db.$queryRaw<AttemptRow[]>`
    WITH ${before}, a AS (
      SELECT in_progress, ${capacity} AS capacity, ${IS_SEEN_DUE} AS seen_due FROM agents WHERE name = ${agent}
    ), room AS (
      SELECT in_progress < capacity AND NOT EXISTS (SELECT 1 FROM known) AS ok, capacity - in_progress AS places FROM a
    ), ${most === 1 ? bestTask(choice) : bestTasks(choice, most)}, r AS (
      INSERT INTO runs (task_id, task_ref, project_id, agent, runtime, trigger, attempt, lease_expires_at, claimed_from,
                        claimed_from_pool, claim_id, worker_id)
      SELECT place.id, place.ticket_ref, place.project_id, ${agent},
             (SELECT CASE WHEN runtime = 'worker' THEN runtime ELSE 'pull' END FROM agents WHERE name = ${agent}), 'claim',
             1 + (SELECT count(*) FROM runs o WHERE o.task_id = place.id AND o.trigger = 'claim'),
             ${NEXT_CLAIM_LEASE}, place.previous_status, place.was_nobodys, ${claimId}, ${workerId}::int
      FROM place ${oneRunPerClaim}
      RETURNING *
    ), t AS (
      UPDATE tasks t
      SET status = 'in_progress', ready = false, dispatch_hold = NULL, next_attempt_at = NULL, assigned_to = ${agent}, run_id = r.id,
          status_changed_at = clock_timestamp(), updated_at = ${NEXT_UPDATED_AT}
      FROM r JOIN place ON place.id = r.task_id WHERE t.id = r.task_id
      RETURNING t.*, place.previous_status, place.was_nobodys, place.position
    ), claimed AS (
      SELECT t.id, t.project_id, t.run_id, t.previous_status, t.was_nobodys, t.position,
             (${CLAIMED_TASK_JSON}) - 'previous_status' - 'was_nobodys' - 'position' AS task
      FROM t JOIN projects p ON p.id = t.project_id JOIN r ON r.id = t.run_id
    ), e AS (
      INSERT INTO events (${EVENT_COLUMNS})
      SELECT event_id(${ordinal}::int + c.position::int - 1), 'task.claimed', 'task', c.project_id, c.id, ${agent}, c.run_id, ${actor.name}, ${actor.kind}, ${EVENTS["task.claimed"].version}::smallint,
             event_data(jsonb_build_object('task', c.task, 'previous_status', c.previous_status, 'run_id', c.run_id, 'agent', ${agent}::text,
               'changed', jsonb_build_object('status', jsonb_build_array(c.previous_status, 'in_progress'), 'run_id', jsonb_build_array(NULL, c.run_id))
                 || CASE WHEN c.was_nobodys THEN jsonb_build_object('assigned_to', jsonb_build_array(NULL, ${agent}::text)) ELSE '{}' END))
      FROM claimed c
    ), given AS (
      SELECT c.task, ${RUN_JSON} AS run, true AS claimed, false AS resumed, c.position FROM claimed c JOIN r ON r.id = c.run_id
      UNION ALL
      SELECT ${CLAIMED_TASK_JSON}, ${RUN_JSON}, false, r.id = (SELECT id FROM answered), 1 FROM renewed r
      CROSS JOIN LATERAL (SELECT * FROM tasks WHERE tasks.id = r.task_id AND tasks.run_id = r.id OFFSET 0) t
      JOIN projects p ON p.id = t.project_id
    )
    SELECT (SELECT in_progress FROM a) AS in_progress, (SELECT capacity FROM a) AS capacity,
           (SELECT seen_due FROM a) AS seen_due,
           EXISTS (SELECT 1 FROM own) OR EXISTS (SELECT 1 FROM pool) AS seen, COALESCE(given.claimed, false) AS claimed,
           COALESCE(given.resumed, false) AS resumed,
           COALESCE(given.position, 1)::int AS position, given.task, given.run,
           (SELECT to_jsonb(known) FROM known) AS known
    FROM (VALUES (1)) one LEFT JOIN given ON true`;
  return attemptOf(rows);
}

const NOTHING_KNOWN = {
  in_progress: null,
  capacity: null,
  seen_due: null,
  seen: false,
  known: null,
};

function attemptOf(rows: AttemptRow[]): ClaimAttempt {
  const { in_progress, capacity, seen_due, seen, known } = rows[0] ?? NOTHING_KNOWN;
  const given = rows
    .toSorted((one, other) => one.position - other.position)
    .flatMap(({ task, run, claimed, resumed }) =>
      task && run ? [{ task, run, claimed, resumed }] : [],
    );
  return { in_progress, capacity, seen_due, seen, known, given };
}

interface Choice {
  agent: string;
  /** What a task must be. */
  queue: Prisma.Sql;
  /** What else a task of the pool must be. */
  pool: Prisma.Sql;
  capacity: Prisma.Sql;
}

// assigned_to is the same in every row, but the planner needs it here to see that the index has the pool in this order.
const QUEUE_ORDER = Prisma.raw(
  "ORDER BY t.assigned_to, t.priority, t.due_at, t.created_at, t.id LIMIT",
);
const QUEUE_KEY = Prisma.raw(
  "t.id, t.priority, COALESCE(t.due_at, 'infinity') AS due, t.created_at",
);
// Read with the lock, and so in its current state: the rest of the statement sees tasks as they were when it began.
const PICKED = Prisma.raw(
  "t.id, t.ticket_ref, t.project_id, t.status AS previous_status, t.assigned_to IS NULL AS was_nobodys",
);

/** `place`: the best task, locked, if the agent has capacity. */
function bestTask({ agent, queue, pool, capacity }: Choice): Prisma.Sql {
  const order = Prisma.sql`${QUEUE_ORDER} 1`;
  return Prisma.sql`own AS (
      SELECT ${QUEUE_KEY} FROM tasks t WHERE (SELECT ok FROM room) AND ${queue} AND t.assigned_to = ${agent} ${order}
    ), pool AS (
      SELECT ${QUEUE_KEY} FROM tasks t WHERE (SELECT ok FROM room) AND ${queue} AND t.assigned_to IS NULL ${pool} ${order}
    ), side AS (
      SELECT COALESCE((SELECT (own.priority, own.due, own.created_at, own.id) < (pool.priority, pool.due, pool.created_at, pool.id)
                       FROM own, pool), EXISTS (SELECT 1 FROM own)) AS own
    ), from_own AS (
      SELECT ${PICKED} FROM tasks t WHERE (SELECT own FROM side) AND ${queue} AND t.assigned_to = ${agent} ${order}
      FOR NO KEY UPDATE OF t SKIP LOCKED
    ), from_pool AS (
      SELECT ${PICKED} FROM tasks t WHERE NOT (SELECT own FROM side) AND (SELECT ok FROM room)
        AND ${queue} AND t.assigned_to IS NULL ${pool} ${order}
      FOR NO KEY UPDATE OF t SKIP LOCKED
    ), pick AS (
      SELECT * FROM from_own UNION ALL SELECT * FROM from_pool
    ), place AS (
      UPDATE agents SET last_seen_at = clock_timestamp(), status = CASE WHEN status = 'offline' THEN 'idle' ELSE status END
      FROM pick WHERE agents.name = ${agent} AND agents.in_progress < ${capacity}
      RETURNING pick.*, 1 AS position
    )`;
}

/**
 * The same for the best `most` tasks, as far as the agent has capacity. `share` is how many of them are the agent's own and how many are
 * the pool's. Each side then locks as many as that and no more, because a limit above a locking read stops it: what others have locked is
 * skipped and replaced by the next of the same side. The inner limits are written out, because the planner expects a tenth of
 * the table behind one that it does not know.
 */
function bestTasks({ agent, queue, pool, capacity }: Choice, most: number): Prisma.Sql {
  const order = Prisma.sql`${QUEUE_ORDER} ${Prisma.raw(String(Math.trunc(most)))}`;
  const picked = Prisma.sql`${PICKED}, ${Prisma.raw("t.priority, COALESCE(t.due_at, 'infinity') AS due, t.created_at")}`;
  return Prisma.sql`own AS (
      SELECT ${QUEUE_KEY} FROM tasks t WHERE (SELECT ok FROM room) AND ${queue} AND t.assigned_to = ${agent} ${order}
    ), pool AS (
      SELECT ${QUEUE_KEY} FROM tasks t WHERE (SELECT ok FROM room) AND ${queue} AND t.assigned_to IS NULL ${pool} ${order}
    ), best AS (
      SELECT * FROM (SELECT true AS is_own, * FROM own UNION ALL SELECT false, * FROM pool) sides
      ORDER BY priority, due, created_at, id LIMIT (SELECT LEAST(GREATEST(places, 0), ${most}::int) FROM room)
    ), share AS (
      SELECT count(*) FILTER (WHERE is_own) AS own, count(*) FILTER (WHERE NOT is_own) AS pool FROM best
    ), from_own AS (
      SELECT * FROM (
        SELECT ${picked} FROM tasks t WHERE (SELECT own > 0 FROM share) AND ${queue} AND t.assigned_to = ${agent} ${order}
        FOR NO KEY UPDATE OF t SKIP LOCKED) o LIMIT (SELECT own FROM share)
    ), from_pool AS (
      SELECT * FROM (
        SELECT ${picked} FROM tasks t WHERE (SELECT pool > 0 FROM share) AND ${queue} AND t.assigned_to IS NULL ${pool} ${order}
        FOR NO KEY UPDATE OF t SKIP LOCKED) o LIMIT (SELECT pool FROM share)
    ), pick AS (
      SELECT * FROM from_own UNION ALL SELECT * FROM from_pool
    ), seat AS (
      UPDATE agents SET last_seen_at = clock_timestamp(), status = CASE WHEN status = 'offline' THEN 'idle' ELSE status END
      WHERE agents.name = ${agent} AND agents.in_progress < ${capacity} AND EXISTS (SELECT 1 FROM pick)
      RETURNING ${capacity} - agents.in_progress AS places
    ), place AS (
      SELECT * FROM (
        SELECT pick.*, row_number() OVER (ORDER BY pick.priority, pick.due, pick.created_at, pick.id) AS position, seat.places
        FROM pick, seat) seated
      WHERE position <= places
    )`;
}

/** Index: tasks_typed_pool_idx, tasks_typed_commands_idx. */
const ofWorkType = (type: string | null): Prisma.Sql =>
  type === null ? Prisma.empty : Prisma.sql`AND t.work_type = ${type}`;

const inProject = (id: number | null): Prisma.Sql =>
  id === null ? Prisma.empty : Prisma.sql`AND t.project_id = ${id}`;

/**
 * `answered`: an agent's run that waited for an answer and got it, locked, for the poll that takes it up. Index: runs_answered_idx, which
 * has no others.
 */
const answeredRun = (agent: string, project: Prisma.Sql, unless: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`answered AS (
      SELECT r.id FROM runs r
      WHERE ${unless} r.agent = ${agent} AND r.state = 'answered' AND r.trigger = 'claim'
        AND (SELECT t.run_id = r.id ${project} FROM tasks t WHERE t.id = r.task_id)
      LIMIT 1 FOR NO KEY UPDATE OF r SKIP LOCKED
    )`;

/**
 * `known`: the run that was claimed under the claim id, and `renewed`: the same with a new lease while it is open. An id that is new
 * takes up a run that was answered, if there is one, and names it from then on.
 */
function sameClaim(
  agent: string,
  claimId: string,
  { limit, project }: { limit: Prisma.Sql; project: Prisma.Sql },
  workerId: number | null,
): Prisma.Sql {
  return Prisma.sql`named AS (
      SELECT id, project_id, outcome IS NULL AND EXISTS (SELECT 1 FROM tasks t WHERE t.run_id = runs.id) AS has_task
      FROM runs WHERE agent = ${agent} AND claim_id = ${claimId}
    ), ${answeredRun(agent, project, Prisma.sql`NOT EXISTS (SELECT 1 FROM named) AND`)}, renewed AS (
      UPDATE runs SET heartbeat_at = clock_timestamp(), lease_expires_at = ${NEXT_CLAIM_LEASE}, worker_id = COALESCE(${workerId}::int, runs.worker_id),
        claim_id = ${claimId}
      WHERE runs.id = COALESCE((SELECT id FROM named WHERE has_task), (SELECT id FROM answered)) AND runs.outcome IS NULL
        AND (SELECT t.run_id = runs.id ${limit} FROM tasks t WHERE t.id = runs.task_id)
      RETURNING runs.*
    ), known AS (
      SELECT id, project_id, has_task FROM named
      UNION ALL SELECT id, project_id, true FROM renewed WHERE NOT EXISTS (SELECT 1 FROM named)
    )`;
}

/**
 * The same for a run that was answered, else for the run whose lease ran out first: no process renews it, so the one that polls should
 * continue it.
 * Runs that Baton works on itself are never handed out. The run is looked up by its id alone, already locked and checked:
 * with more conditions the planner would rather read all open runs.
 */
function expiredRun(agent: string, project: Prisma.Sql, workerId: number | null): Prisma.Sql {
  return Prisma.sql`${answeredRun(agent, project, Prisma.empty)}, expired AS (
      SELECT r.id FROM runs r
      WHERE NOT EXISTS (SELECT 1 FROM answered) AND r.agent = ${agent} AND r.outcome IS NULL AND r.trigger = 'claim' AND r.lease_expires_at < clock_timestamp()
        AND (SELECT t.run_id = r.id ${project} FROM tasks t WHERE t.id = r.task_id)
      ORDER BY r.lease_expires_at LIMIT 1 FOR NO KEY UPDATE OF r SKIP LOCKED
    ), renewed AS (
      UPDATE runs SET heartbeat_at = clock_timestamp(), lease_expires_at = ${NEXT_CLAIM_LEASE}, worker_id = ${workerId}::int
      WHERE runs.id = COALESCE((SELECT id FROM answered), (SELECT id FROM expired)) RETURNING runs.*
    ), known AS (
      SELECT id, project_id, true AS has_task FROM renewed
    )`;
}

/** A task and the run under which an agent has it. */
export interface HeldTask {
  task: TaskRow;
  run: RunRow;
}

/**
 * The task an agent works on, most recently changed first, then most recently claimed. One that waits for an answer is none. One that
 * Baton works on itself is returned only if there is no other. Index: tasks_assigned_to_status_id_idx, runs_pkey. OFFSET 0 keeps the planner from reading all held tasks instead.
 */
export async function findHeldTask(db: Queryable, agent: string): Promise<HeldTask | null> {
  const [row] = await db.$queryRaw<HeldTask[]>`
    SELECT ${TASK_JSON} AS task, ${RUN_JSON} AS run
    FROM (SELECT * FROM tasks WHERE assigned_to = ${agent} AND status = 'in_progress' AND request_id IS NULL OFFSET 0) t
    CROSS JOIN LATERAL (SELECT * FROM runs WHERE runs.id = t.run_id OFFSET 0) r JOIN projects p ON p.id = t.project_id
    ORDER BY r.trigger = 'dispatch', t.updated_at DESC, r.id DESC LIMIT 1`;
  return row ?? null;
}

/**
 * Renews the lease of an open run and records the process that continues it, if that is known; null if the run has ended.
 * Index: runs_pkey.
 */
export async function takeUp(
  db: Queryable,
  runId: number,
  workerId: number | null,
): Promise<RunRow | null> {
  const [row] = await db.$queryRaw<{ run: RunRow }[]>`
    UPDATE runs r SET heartbeat_at = clock_timestamp(), lease_expires_at = ${NEXT_CLAIM_LEASE}, worker_id = COALESCE(${workerId}::int, r.worker_id)
    WHERE r.id = ${runId} AND r.outcome IS NULL RETURNING ${RUN_JSON} AS run`;
  return row?.run ?? null;
}

/** The run that an agent claimed under its own claim id. Index: runs_claim_key. */
export async function findClaim(
  db: Queryable,
  agent: string,
  claimId: string,
): Promise<RunRow | null> {
  const [row] = await db.$queryRaw<{ run: RunRow }[]>`
    SELECT ${RUN_JSON} AS run FROM runs r WHERE r.agent = ${agent} AND r.claim_id = ${claimId}`;
  return row?.run ?? null;
}
