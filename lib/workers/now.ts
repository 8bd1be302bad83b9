import { OFFLINE_AFTER_MS } from "@/lib/agents/row";
import type { Queryable } from "@/lib/core/database";
import type { WorkerNow } from "./held-up";
import { findWorkers, type WorkerRow, workerToWire } from "./row";

/** The workers of an agent that have not ended. Index: workers_last_seen_at_idx. */
export async function workersOf(db: Queryable, agent: string, now: Date): Promise<WorkerNow[]> {
  const rows = await findWorkers(db, { agents: [agent], ended: false, projectId: null });
  return rows.map((row) => workerNow(row, now));
}

/**
 * The workers that take a type of work from the pool, and whether agents that poll by themselves were heard of lately: of what those take
 * nothing is known. Index: workers_last_seen_at_idx; none for agents, of which there are few.
 */
export async function takersOf(
  db: Queryable,
  type: string,
  now: Date,
): Promise<{ workers: WorkerNow[]; othersPoll: boolean }> {
  const rows = await findWorkers(db, { agents: null, ended: false, projectId: null });
  const [{ polls: othersPoll } = { polls: false }] = await db.$queryRaw<{ polls: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM agents WHERE runtime = 'pull'
      AND last_seen_at > clock_timestamp() - ${OFFLINE_AFTER_MS}::int * interval '1 millisecond') AS polls`;
  const workers = rows
    .filter(({ work_type }) => work_type === null || work_type === type)
    .map((row) => workerNow(row, now));
  return { workers, othersPoll };
}

function workerNow(row: WorkerRow, now: Date): WorkerNow {
  const { id, agent, host, state, condition, ...wire } = workerToWire(row, now);
  const isTold = wire.wanted !== "run";
  return {
    ...{ id, agent, host, state, condition },
    note: isTold ? wire.wanted_note : null,
    restsUntil: isTold ? wire.wanted_until : null,
    lastSeen: wire.last_seen_at,
  };
}
