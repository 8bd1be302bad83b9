import { oneValue, untilJobsAreDone } from "../product/database.mjs";
import { countProcessor } from "../product/processor.mjs";
import { capacity, claimByHttp, completeByHttp } from "./agents.mjs";
import { Latencies } from "./latencies.mjs";

/** @typedef {{ database: import("pg").Pool, connections: import("./connection.mjs").Connection[], serverPid: number }} Bench */

/** What rounds of claims came to. */
export function newTally() {
  return {
    latencies: new Latencies(),
    /** @type {Set<number>} */
    taskIds: new Set(),
    claims: 0,
    rounds: 0,
    claimSeconds: 0,
    completeSeconds: 0,
    /** Of the server, in milliseconds. */
    claimProcessor: 0,
  };
}

/** @param {string} kind @param {number} count */
export function agentNames(kind, count) {
  return Array.from(
    { length: count },
    (_, index) => `${kind}-${String(index + 1).padStart(3, "0")}`,
  );
}

/** The most tasks that one round claims. */
export const roundSize = (/** @type {number} */ agents) => agents * capacity;

/**
 * Rounds: every agent claims until it is full, then they hand all of it in. Ends early when there is nothing to claim, or
 * when the time is up.
 * @param {Bench} bench with one connection for each agent
 * @param {ReturnType<typeof newTally>} tally
 * @param {{ rounds?: number, seconds?: number }} limit
 */
export async function claimInRounds(
  { database, connections, serverPid },
  tally,
  { rounds = Infinity, seconds: timeLimit = Infinity } = {},
) {
  const deadline = performance.now() + timeLimit * 1000;
  const agents = agentNames("agent", connections.length);
  for (let round = 0; round < rounds && performance.now() < deadline; round++) {
    await untilJobsAreDone(database);
    const processorMs = countProcessor(serverPid);
    const { claimed, seconds } = await claimByHttp(connections, agents, tally.latencies);
    if (claimed.length === 0) return;
    for (const { taskId } of claimed) tally.taskIds.add(taskId);
    tally.claims += claimed.length;
    tally.rounds++;
    tally.claimSeconds += seconds;
    tally.claimProcessor += processorMs();
    tally.completeSeconds += await completeByHttp(connections, claimed);
  }
}

/**
 * Whether each claimed task was handed out once, and every task that left the pool has a run.
 * @param {import("pg").Pool} database
 * @returns {Promise<boolean>}
 */
export function everyClaimHasOneRun(database) {
  return oneValue(
    database,
    `SELECT NOT EXISTS (SELECT FROM runs WHERE trigger = 'claim' GROUP BY task_id HAVING count(*) > 1)
        AND NOT EXISTS (SELECT FROM tasks t WHERE status IN ('in_progress', 'review')
                        AND NOT EXISTS (SELECT FROM runs r WHERE r.task_id = t.id))`,
  );
}
