import type { Queryable } from "@/lib/core/database";
import type { WorkerNow } from "./held-up";
import { findWorkers, workerToWire } from "./row";

/** The workers of an agent that have not ended. Index: workers_last_seen_at_idx. */
export async function workersOf(db: Queryable, agent: string, now: Date): Promise<WorkerNow[]> {
  const rows = await findWorkers(db, { agents: [agent], ended: false, projectId: null });
  return rows
    .map((row) => workerToWire(row, now))
    .map(({ id, host, state, condition, last_seen_at: lastSeen }) => ({
      id,
      host,
      state,
      condition,
      lastSeen,
    }));
}
