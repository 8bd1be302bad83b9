import { sideBySide } from "./latencies.mjs";

/** The most tasks one agent may hold. */
export const capacity = 20;

/** @typedef {{ taskId: number, runId: number, agent: string }} Claimed */

/**
 * Fills agents up: each polls the queue until it holds `capacity` tasks or there are none.
 * @param {import("./connection.mjs").Connection[]} connections one for each agent
 * @param {string[]} names
 * @param {import("./latencies.mjs").Latencies} latencies of the polls that gave a task
 * @returns {Promise<{ claimed: Claimed[], seconds: number }>}
 */
export async function claimByHttp(connections, names, latencies) {
  /** @type {Claimed[]} */
  const claimed = [];
  const seconds = await sideBySide(names.length, async (index) => {
    const path = `/api/tasks/queue?agent=${names[index]}&max_capacity=${capacity}`;
    for (let held = 0; held < capacity; held++) {
      const begun = performance.now();
      const { task, run } = await connections[index].json("GET", path);
      if (task === null) return;
      latencies.add(performance.now() - begun);
      claimed.push({ taskId: task.id, runId: run.id, agent: names[index] });
    }
  });
  return { claimed, seconds };
}

/**
 * Hands the work in, each agent its own.
 * @param {import("./connection.mjs").Connection[]} connections
 * @param {Claimed[]} claimed
 * @returns {Promise<number>} seconds
 */
export async function completeByHttp(connections, claimed) {
  const agents = [...Map.groupBy(claimed, ({ agent }) => agent).values()];
  return sideBySide(agents.length, async (index) => {
    for (const { taskId, runId } of agents[index]) {
      await connections[index].json("POST", `/api/tasks/${taskId}/complete`, {
        run_id: runId,
        resolution: "Found the cause, changed it, and covered it with a test.",
      });
    }
  });
}
