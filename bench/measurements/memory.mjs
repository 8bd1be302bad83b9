import { setTimeout as wait } from "node:timers/promises";
import { withConnections } from "../load/connection.mjs";
import { openListeners } from "../load/listeners.mjs";
import { createInstallation } from "../product/installation.mjs";
import { memoryOf, peakOf } from "../product/memory.mjs";
import { newTask } from "../seed/new-task.mjs";

const clients = 32;
const listeners = 50;
const sampleMs = 250;

/** @typedef {import("../load/connection.mjs").Connection} Connection */

/** @type {import("../report/measurement.mjs").Measurement} */
export const memory = {
  name: "memory",
  title: "Memory",
  budgetSeconds: 40,
  longBudgetSeconds: 3_700,
  async run({ quick, long }) {
    const load = long ? 3_600 : quick ? 4 : 15;
    const seconds = { settle: quick ? 2 : 5, load };
    const installation = await createInstallation();
    await installation.start();
    await wait(seconds.settle * 1000);
    const idle = memoryOf(installation.pids);
    const moments = await withConnections(installation, clients, (connections) =>
      underLoad(installation, connections, seconds.load * 1000),
    );
    await wait(seconds.settle * 1000);
    const after = memoryOf(installation.pids);
    await installation.remove();
    return {
      reading: `Resident memory of the server, of the process that supervises it, and of PostgreSQL (all of its processes; pages they share count once where the system can tell). Load: ${clients} clients that create, claim, complete and list tasks for ${seconds.load} s, with ${listeners} event listeners. The peak is each part's own. The aim is for an hour of load, which \`--long\` makes.`,
      columns: [
        { key: "when", label: "" },
        { key: "server", label: "server", unit: "megabytes" },
        { key: "supervisor", label: "supervisor", unit: "megabytes" },
        { key: "postgres", label: "PostgreSQL", unit: "megabytes" },
        { key: "total", label: "together", unit: "megabytes" },
      ],
      rows: [
        { when: `idle, ${seconds.settle} s after the start`, ...idle },
        { when: "under load, peak", ...peakOf(moments) },
        { when: `${seconds.settle} s after the load`, ...after },
      ],
      checks: [],
      aims: long
        ? [
            {
              what: "the server's memory after an hour of load",
              value: after.server,
              atMost: 300,
              unit: "megabytes",
            },
          ]
        : [],
    };
  },
};

/**
 * @param {import("../product/installation.mjs").Installation} installation
 * @param {Connection[]} connections
 * @param {number} ms
 */
async function underLoad(installation, connections, ms) {
  const open = await openListeners(installation, listeners, () => {});
  const deadline = performance.now() + ms;
  const working = Promise.all(
    connections.map(async (connection, index) => {
      while (performance.now() < deadline) await workOnce(connection, `agent-${index}`);
    }),
  );
  const moments = [];
  while (performance.now() < deadline) {
    moments.push(memoryOf(installation.pids));
    await wait(sampleMs);
  }
  await working;
  moments.push(memoryOf(installation.pids));
  open.close();
  return moments;
}

/** @param {Connection} connection @param {string} agent */
async function workOnce(connection, agent) {
  await answered(connection, "POST", "/api/tasks", newTask(1));
  const { task, run } = await answered(connection, "GET", `/api/tasks/queue?agent=${agent}`);
  if (task) {
    const resolution = "Found the cause, changed it, and covered it with a test.";
    const report = { run_id: run.id, resolution };
    await answered(connection, "POST", `/api/tasks/${task.id}/complete`, report);
  }
  await connection.send("GET", "/api/tasks?status=review&limit=50");
}

/**
 * The answer's JSON; nothing when a busy server said to come again, which the next round does.
 * @param {Connection} connection @param {"GET" | "POST"} method @param {string} path @param {unknown} [body]
 */
async function answered(connection, method, path, body) {
  const { status, body: text } = await connection.send(method, path, body);
  if (status === 503) return {};
  if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${text}`);
  return JSON.parse(text.toString());
}
