import { Prisma, type Queryable } from "@/lib/core/database";
import type { RunRow } from "@/lib/runs/wire";
import { CLAIM_LEASE_MS, type TaskStatus } from "@/lib/tasks/lifecycle";

/** The SQL expression for the end of a lease that begins now. */
export const NEXT_CLAIM_LEASE = Prisma.sql`clock_timestamp() + ${CLAIM_LEASE_MS}::int * interval '1 millisecond'`;

/** A turn that the agent has taken itself. */
const TAKEN_TURN = Prisma.raw(
  "(runs.queued_at IS NOT NULL AND runs.state <> 'queued' AND NOT is_pushed(runs.runtime))",
);
/** Only for claimed runs: the process that works on a dispatched run renews its lease. */
const CLAIMED = Prisma.sql`runs.outcome IS NULL AND (runs.trigger = 'claim' OR ${TAKEN_TURN})`;
/** Leaves out runs whose task was deleted. */
const HOLDS_A_TASK = Prisma.sql`(${TAKEN_TURN} OR EXISTS (SELECT 1 FROM tasks t WHERE t.run_id = runs.id))`;

/** Renews the lease of a claimed run. Returns its new end, or null if the run is closed. Index: runs_pkey. */
export async function renewLease(
  db: Queryable,
  taskId: number,
  runId: number,
): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ lease_expires_at: Date }[]>`
    UPDATE runs SET heartbeat_at = clock_timestamp(), lease_expires_at = ${NEXT_CLAIM_LEASE}
    WHERE id = ${runId} AND task_id = ${taskId} AND ${CLAIMED} RETURNING lease_expires_at`;
  return row?.lease_expires_at ?? null;
}

export interface Renewals {
  renewed: number[];
  /** Runs that are closed, or belong to another agent or process. The caller must stop work on them. */
  lost: number[];
}

/**
 * Renews the runs that an agent names, if each is its own, open, in the project that the key is limited to, and not worked
 * on by another process. With `takesUp` false, one that was answered stays so: its process lives and has not heard the answer. Index:
 * runs_pkey.
 */
export async function renewNamed(
  db: Queryable,
  agent: string,
  runIds: number[],
  workerId: number | null,
  projectId: number | null,
  { takesUp = true }: { takesUp?: boolean } = {},
): Promise<Renewals> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    WITH claims AS (
      SELECT id FROM runs WHERE id = ANY(${runIds}::int[]) AND agent = ${agent} AND (trigger = 'claim' OR ${TAKEN_TURN})
        AND (${projectId}::int IS NULL OR project_id = ${projectId}::int) ORDER BY id FOR NO KEY UPDATE
    ), renewed AS (
      UPDATE runs SET heartbeat_at = CASE WHEN ${takesUp} OR runs.state <> 'answered' THEN clock_timestamp() ELSE runs.heartbeat_at END,
        lease_expires_at = ${NEXT_CLAIM_LEASE}, worker_id = COALESCE(${workerId}::int, runs.worker_id)
      WHERE runs.id = ANY(ARRAY(SELECT id FROM claims)) AND ${CLAIMED} AND ${HOLDS_A_TASK}
        AND (runs.worker_id IS NULL OR ${workerId}::int IS NULL OR runs.worker_id = ${workerId}::int) RETURNING runs.id
    )
    SELECT id FROM renewed UNION ALL
    SELECT id FROM runs WHERE id = ANY(${runIds}::int[]) AND agent = ${agent} AND trigger <> 'claim' AND outcome IS NULL
      AND (queued_at IS NULL OR is_pushed(runtime)) AND (${projectId}::int IS NULL OR project_id = ${projectId}::int)`;
  const renewed = rows.map((row) => row.id).sort((a, b) => a - b);
  return { renewed, lost: runIds.filter((id) => !renewed.includes(id)) };
}

/**
 * Renews the only open claim of an agent that names no run, if it is certain whose it is: the calling worker has it, or no
 * other process of the agent is known and the agent has capacity for one task or the caller is the known process. Runs that wait for
 * an answer do not count. With
 * several open runs none is renewed, because a heartbeat of one process says nothing about another's. Index:
 * runs_open_of_agent_idx, workers_agent_host_pid_key.
 */
export async function renewOnly(
  db: Queryable,
  agent: string,
  workerId: number | null,
  projectId: number | null,
): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    WITH open AS (
      SELECT runs.id, runs.worker_id FROM runs
      WHERE runs.agent = ${agent} AND ${CLAIMED} AND runs.state = 'running' AND ${HOLDS_A_TASK} LIMIT 2
    ), known AS (
      SELECT count(*) AS workers FROM workers
      WHERE agent = ${agent} AND last_seen_at > clock_timestamp() - ${CLAIM_LEASE_MS}::int * interval '1 millisecond'
    ), certain AS (
      SELECT open.id FROM open, known WHERE (SELECT count(*) FROM open) = 1
        AND CASE WHEN open.worker_id IS NOT NULL AND ${workerId}::int IS NOT NULL THEN open.worker_id = ${workerId}::int
                 ELSE known.workers = 1
                   OR (known.workers = 0 AND (SELECT max_capacity FROM agents WHERE name = ${agent}) = 1) END
    )
    UPDATE runs SET heartbeat_at = clock_timestamp(), lease_expires_at = ${NEXT_CLAIM_LEASE}
    WHERE runs.id = (SELECT id FROM certain) AND runs.outcome IS NULL
      AND (${projectId}::int IS NULL OR runs.project_id = ${projectId}::int)
    RETURNING runs.id`;
  return rows.map((row) => row.id);
}

/** The status and assignee that a task had before it was claimed. */
export function placeBefore(run: Pick<RunRow, "agent" | "claimed_from" | "claimed_from_pool">): {
  status: TaskStatus;
  assigned_to: string | null;
} {
  if (!run.claimed_from_pool) return { status: "assigned", assigned_to: run.agent };
  return { status: run.claimed_from === "assigned" ? "assigned" : "inbox", assigned_to: null };
}
