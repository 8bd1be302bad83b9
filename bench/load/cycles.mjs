import { newTask } from "../seed/new-task.mjs";
import { capacity } from "./agents.mjs";
import { Latencies, sideBySide } from "./latencies.mjs";

/** @typedef {import("./connection.mjs").Connection} Connection */
/** @typedef {{ taskId: number, runId: number }} Held */

/** Work as agents do it, one step after the other. */
export const steps = /** @type {const} */ (["create", "claim", "complete", "approve"]);
/** @typedef {typeof steps[number]} Step */

const resolution = "Found the cause, changed it, and covered it with a test.";
/** How often a poll is repeated when others were faster each time. */
const races = 50;

/** @param {Connection} connection @param {number} n @param {Record<string, unknown>} [fields] */
export const createTask = async (connection, n, fields = {}) =>
  (await connection.json("POST", "/api/tasks", { ...newTask(n), ...fields })).task.id;

/** Polls until there is a task; there must be one. @param {Connection} connection @param {string} agent @returns {Promise<Held>} */
export async function claimTask(connection, agent) {
  const path = `/api/tasks/queue?agent=${agent}&max_capacity=${capacity}`;
  for (let race = 0; race < races; race++) {
    const { task, run } = await connection.json("GET", path);
    if (task) return { taskId: task.id, runId: run.id };
  }
  throw new Error(`${agent} got no task in ${races} polls`);
}

/** @param {Connection} connection @param {Held} held */
export const completeTask = (connection, { taskId, runId }) =>
  connection.json("POST", `/api/tasks/${taskId}/complete`, { run_id: runId, resolution });

/** Several in one request, as far as a request may. */
export const manyAtOnce = capacity;

/** @param {Connection} connection */
export const createTasks = (connection) =>
  connection.json("POST", "/api/tasks/bulk", {
    tasks: Array.from({ length: manyAtOnce }, (_, n) => newTask(n)),
  });

/** Polls until the agent has as many tasks as asked; so many must be there. @param {Connection} connection @param {string} agent @returns {Promise<Held[]>} */
export async function claimTasks(connection, agent) {
  const path = `/api/tasks/queue?agent=${agent}&max_capacity=${capacity}&limit=${manyAtOnce}`;
  /** @type {Held[]} */
  const held = [];
  for (let race = 0; race < races && held.length < manyAtOnce; race++) {
    const { claims } = await connection.json("GET", path);
    for (const { task, run } of claims) held.push({ taskId: task.id, runId: run.id });
  }
  if (held.length < manyAtOnce) throw new Error(`${agent} got ${held.length} tasks only`);
  return held;
}

/** @param {Connection} connection @param {Held[]} held */
export async function completeTasks(connection, held) {
  const { completed } = await connection.json("POST", "/api/tasks/bulk/complete", {
    tasks: held.map(({ taskId, runId }) => ({ id: taskId, run_id: runId, resolution })),
  });
  if (completed !== held.length) throw new Error(`${completed} of ${held.length} were handed in`);
}

/** @param {Connection} connection @param {Held} held @param {string} reviewer */
export const approveTask = (connection, { taskId }, reviewer) =>
  connection.json("POST", "/api/quality-review", {
    taskId,
    status: "approved",
    notes: "As agreed.",
    reviewer,
  });

/**
 * Whole cycles, each agent its own over its own connection: create a task, claim one (of the pool, so perhaps another's), hand it
 * in, approve it.
 * @param {Connection[]} connections
 * @param {string[]} agents
 * @param {{ seconds: number, reviewer?: string }} options
 */
export async function workCycles(connections, agents, { seconds: limit, reviewer = "Ada" }) {
  const latencies = /** @type {Record<Step | "cycle", Latencies>} */ (
    Object.fromEntries([...steps, "cycle"].map((step) => [step, new Latencies()]))
  );
  const deadline = performance.now() + limit * 1000;
  let made = 0;
  const seconds = await sideBySide(agents.length, async (index) => {
    const connection = connections[index];
    while (performance.now() < deadline) {
      await latencies.cycle.time(async () => {
        await latencies.create.time(() => createTask(connection, made++));
        const held = await latencies.claim.time(() => claimTask(connection, agents[index]));
        await latencies.complete.time(() => completeTask(connection, held));
        await latencies.approve.time(() => approveTask(connection, held, reviewer));
      });
    }
  });
  return { cycles: latencies.cycle.count, rate: latencies.cycle.count / seconds, latencies };
}
