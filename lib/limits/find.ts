import type { Queryable } from "@/lib/core/database";
import { Prisma } from "@/lib/core/database";
import type { RunState } from "@/prisma/generated/enums";
import { type Figures, type Limit, limitsFrom } from "./rules";
import type { RunLimits } from "./schema";

/** What a run may come to and has come to. */
export interface Standing {
  isOpen: boolean;
  state: RunState;
  limits: Limit[];
  figures: Figures;
  /** The call of a tool that was made most often. */
  call: string | null;
}

interface StandingRow {
  is_open: boolean;
  state: RunState;
  project: RunLimits | null;
  agent: RunLimits | null;
  task: RunLimits | null;
  tokens: number | null;
  cost_usd: number | null;
  turns: number | null;
  most_calls: number | null;
  call: string | null;
  seconds: number;
  silence: number | null;
  empty: number;
}

/** As much of a run's output is kept at most, by characters; what it says after that is not heard any more. */
const FULL = { claim: 7_900_000, other: 250_000 };

/**
 * The time for which the run `r` has worked: without that in which it waited for people. Index: requests_run_id_idx.
 */
const WORKED = Prisma.sql`(extract(epoch FROM COALESCE(r.finished_at, clock_timestamp()) - r.started_at) - COALESCE((
  SELECT sum(extract(epoch FROM upper(span) - lower(span))) FROM unnest((
    SELECT range_agg(tstzrange(q.created_at, GREATEST(q.created_at, COALESCE(q.closed_at, clock_timestamp())))) FROM requests q WHERE q.run_id = r.id
  )) span), 0))::float8`;

/**
 * When the run `r` was last heard of: what it said or did, its beginning, the end of its last question, and for an agent that asks for its
 * work itself its signs of life. Index: run_chunks_pkey, requests_run_id_idx, workers_pkey.
 */
const HEARD_AT = Prisma.sql`GREATEST(r.started_at,
  (SELECT c.created_at FROM run_chunks c WHERE c.run_id = r.id ORDER BY c.seq DESC LIMIT 1),
  (SELECT max(q.closed_at) FROM requests q WHERE q.run_id = r.id),
  CASE WHEN r.runtime = 'pull' AND NOT EXISTS (SELECT 1 FROM workers w WHERE w.id = r.worker_id AND w.program IS NOT NULL)
    THEN r.heartbeat_at END)`;

/** Whether so much was said that the rest is not heard. */
const IS_FULL = Prisma.sql`COALESCE((SELECT c.total_length FROM run_chunks c WHERE c.run_id = r.id ORDER BY c.seq DESC LIMIT 1), 0)
  >= CASE WHEN r.trigger = 'claim' THEN ${FULL.claim}::int ELSE ${FULL.other}::int END`;

/** The limits of the places of the run `r`. Index: run_limits_project_id_key, run_limits_agent_id_key, run_limits_task_id_key, agents_name_key. */
export const SET_LIMITS = Prisma.sql`
  (SELECT l.limits FROM run_limits l WHERE l.project_id = r.project_id) AS project,
  (SELECT l.limits FROM run_limits l WHERE l.agent_id = (SELECT a.id FROM agents a WHERE a.name = r.agent)) AS agent,
  (SELECT l.limits FROM run_limits l WHERE l.task_id = r.task_id) AS task`;

/** How many attempts at the task of the run `r` ended empty, in a row, right before it. Index: runs_task_id_id_idx. */
const EMPTY_BEFORE = Prisma.sql`(SELECT count(*)::int FROM runs e WHERE e.task_id = r.task_id AND e.id < r.id AND e.trigger <> 'review'
  AND e.id > COALESCE((SELECT max(o.id) FROM runs o WHERE o.task_id = r.task_id AND o.id < r.id AND o.trigger <> 'review'
    AND o.error_class IS DISTINCT FROM 'empty_answer'), 0))`;

/** Null if there is no such run. Index: runs_pkey, run_meters_pkey. */
export async function standingOf(db: Queryable, runId: number): Promise<Standing | null> {
  const [row] = await db.$queryRaw<StandingRow[]>`
    SELECT r.outcome IS NULL AS is_open, r.state, ${SET_LIMITS},
      (CASE WHEN r.tokens_in IS NULL AND r.tokens_out IS NULL THEN NULL
        ELSE COALESCE(r.tokens_in, 0)::float8 + COALESCE(r.tokens_out, 0) END) AS tokens,
      r.cost_usd::float8 AS cost_usd, m.turns, m.most_calls, m.call, ${WORKED} AS seconds,
      CASE WHEN r.outcome IS NULL AND NOT ${IS_FULL} THEN extract(epoch FROM clock_timestamp() - ${HEARD_AT})::float8 END AS silence,
      ${EMPTY_BEFORE} AS empty
    FROM runs r LEFT JOIN run_meters m ON m.run_id = r.id WHERE r.id = ${runId}`;
  if (!row) return null;
  const { project, agent, task } = row;
  return {
    isOpen: row.is_open,
    state: row.state,
    limits: limitsFrom({ project, agent, task }),
    call: row.call,
    figures: {
      tokens: row.tokens,
      cost_usd: row.cost_usd,
      turns: row.turns,
      seconds: Math.max(0, row.seconds),
      silence_seconds: row.silence,
      repeated_calls: row.most_calls,
      empty_results: row.empty,
    },
  };
}

/** An open run that reaches a limit by time alone. */
export interface DueRun {
  id: number;
  inSeconds: number;
}

/**
 * The working runs that reach a limit of time within so many seconds, with the time that is left; none is looked at while nobody has set such
 * a limit. Index: runs_open_idx.
 */
export async function runsDueWithin(db: Queryable, seconds: number): Promise<DueRun[]> {
  return db.$queryRaw<DueRun[]>`
    SELECT id, GREATEST(0, due)::float8 AS "inSeconds" FROM (
      SELECT s.id, LEAST((s.set->>'seconds')::float8 - s.worked, (s.set->>'silence_seconds')::float8 - s.silent) AS due
      FROM (
        SELECT r.id, ${WORKED} AS worked, CASE WHEN NOT ${IS_FULL} THEN extract(epoch FROM clock_timestamp() - ${HEARD_AT}) END AS silent,
          COALESCE(l.project, '{}') || COALESCE(l.agent, '{}') || COALESCE(l.task, '{}') AS set
        FROM runs r CROSS JOIN LATERAL (SELECT ${SET_LIMITS} OFFSET 0) l
        WHERE r.outcome IS NULL AND r.state = 'running' AND COALESCE(l.project, l.agent, l.task) IS NOT NULL
          AND EXISTS (SELECT 1 FROM run_limits)
      ) s
    ) d WHERE due <= ${seconds}::int ORDER BY due, id`;
}

/** What the places of a run set. */
export async function setLimitsOf(
  db: Queryable,
  runId: number,
): Promise<Pick<StandingRow, "project" | "agent" | "task"> | null> {
  const [row] = await db.$queryRaw<Pick<StandingRow, "project" | "agent" | "task">[]>`
    SELECT ${SET_LIMITS} FROM runs r WHERE r.id = ${runId}`;
  return row ?? null;
}
