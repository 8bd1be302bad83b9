import { setTimeout as wait } from "node:timers/promises";
import { Connection } from "../load/connection.mjs";
import { openEventCount } from "./event-count.mjs";

/** Each has one task at a time. */
const agents = ["ada", "ben", "cleo", "dora", "emil", "fay", "gus", "hal"].map(
  (name) => `soak-${name}`,
);

/**
 * Makes a fleet work at an even number of events a second until it is stopped: tasks are created, changed, claimed, commented, handed
 * in and judged. The events are counted where a screen hears them, so the pace is that of the stream.
 * @param {import("../product/installation.mjs").Installation} installation
 * @param {number} perSecond
 */
export async function startWork(installation, perSecond) {
  const heard = await openEventCount(installation);
  const connections = agents.map(() => new Connection(installation));
  for (const name of agents) {
    await connections[0].json("POST", "/api/agents/register", { name, role: "developer" });
  }
  const begun = performance.now();
  const first = heard.count();
  let isOver = false;
  const seconds = () => (performance.now() - begun) / 1000;
  /** Waits until the next event is due. */
  const due = async () => {
    while (!isOver && heard.count() - first > seconds() * perSecond) await wait(20);
  };
  const working = Promise.all(
    connections.map(async (connection, at) => {
      for (let n = 0; !isOver; n++) {
        for (const step of stepsOf(connection, agents[at], n)) {
          await due();
          if (isOver) return;
          await step();
        }
      }
    }),
  );
  // Heard when it is stopped; until then a refusal shows as a pace that is too low.
  working.catch(() => {});
  return {
    /** Events a second, as they were heard so far. */
    pace: () => (heard.count() - first) / seconds(),
    async stop() {
      isOver = true;
      await working;
      for (const connection of connections) connection.close();
      heard.close();
    },
  };
}

/**
 * The life of one task, step by step. @param {Connection} connection @param {string} agent @param {number} n @returns {(() => Promise<unknown>)[]}
 */
function stepsOf(connection, agent, n) {
  let id = 0;
  return [
    async () => {
      const title = `${agent} ${n}: make the export of reports resumable`;
      const description = "It begins anew after every interruption. Keep what was written. ".repeat(
        10,
      );
      const { task } = await connection.json("POST", "/api/tasks", { title, description });
      id = task.id;
    },
    () => connection.json("PATCH", `/api/tasks/${id}`, { priority: "high", assigned_to: agent }),
    () => connection.json("POST", `/api/tasks/${id}/claim`, { agent }),
    () => connection.json("POST", `/api/tasks/${id}/comments`, { content: "Half of it is done." }),
    () =>
      connection.json("POST", `/api/tasks/${id}/complete`, {
        resolution: "It goes on where it stopped.",
        model: "test-model",
        tokens_in: 1200,
        tokens_out: 340,
        cost_usd: 0.0125,
      }),
    () =>
      connection.json("POST", "/api/quality-review", {
        taskId: id,
        reviewer: "soak",
        status: "approved",
        notes: "Good.",
      }),
  ];
}
