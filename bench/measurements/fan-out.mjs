import { setTimeout as wait } from "node:timers/promises";
import { withConnections } from "../load/connection.mjs";
import { Latencies } from "../load/latencies.mjs";
import { markOf, openListeners } from "../load/listeners.mjs";
import { createInstallation } from "../product/installation.mjs";
import { newTask } from "../seed/new-task.mjs";

const listenerCounts = [50, 200];
const eventsPerSecond = 20;
/** How long after the last event a listener may still be waited for. */
const graceMs = 2_000;

/** @typedef {import("../load/connection.mjs").Connection} Connection */
/** @typedef {{ sentAt: number, answeredAt: number, receivedAt: number[] }} Event */

/** @type {import("../report/measurement.mjs").Measurement} */
export const fanOut = {
  name: "fan-out",
  title: "Events to listeners",
  budgetSeconds: 45,
  async run({ quick }) {
    const seconds = quick ? 2 : 10;
    const installation = await createInstallation();
    await installation.start();
    const rows = await withConnections(installation, 1, async ([connection]) => {
      await followEvents(installation, connection, 1, 2);
      const measured = [];
      for (const listeners of listenerCounts) {
        measured.push(await followEvents(installation, connection, listeners, seconds));
      }
      return measured;
    });
    await installation.remove();
    return report(rows);
  },
};

/**
 * Creates tasks at an even pace and notes when each listener hears of each.
 * @param {import("../product/installation.mjs").Installation} installation
 * @param {Connection} connection
 * @param {number} listeners
 * @param {number} seconds
 */
async function followEvents(installation, connection, listeners, seconds) {
  /** @type {Event[]} */
  const events = [];
  const open = await openListeners(installation, listeners, (n, at) =>
    events[n]?.receivedAt.push(at),
  );
  events.push({ sentAt: 0, answeredAt: 0, receivedAt: [] });
  const end = performance.now() + seconds * 1000;
  for (let n = 1; performance.now() < end; n++) {
    const next = wait(1000 / eventsPerSecond);
    events.push({ sentAt: performance.now(), answeredAt: 0, receivedAt: [] });
    const task = { ...newTask(n), title: `Follow ${markOf(n)}` };
    const { status, startedAt } = await connection.send("POST", "/api/tasks", task);
    if (status !== 201) throw new Error(`POST /api/tasks answered ${status}`);
    events[n].answeredAt = startedAt;
    await next;
  }
  events.shift();
  const deadline = Date.now() + graceMs;
  const isHeard = (/** @type {Event} */ { receivedAt }) => receivedAt.length === listeners;
  while (!events.every(isHeard) && Date.now() < deadline) await wait(20);
  open.close();
  return rowOf(listeners, events, events.every(isHeard));
}

/** @param {number} listeners @param {Event[]} events @param {boolean} allHeard */
function rowOf(listeners, events, allHeard) {
  const [each, last, lastAfterRequest] = [new Latencies(), new Latencies(), new Latencies()];
  for (const { sentAt, answeredAt, receivedAt } of events) {
    // An event may overtake the answer to the request that made it: that is no wait.
    for (const at of receivedAt) each.add(Math.max(0, at - answeredAt));
    last.add(Math.max(0, Math.max(...receivedAt) - answeredAt));
    lastAfterRequest.add(Math.max(...receivedAt) - sentAt);
  }
  return {
    listeners,
    events: events.length,
    eachP50: each.at(0.5),
    eachP95: each.at(0.95),
    lastP50: last.at(0.5),
    lastP95: last.at(0.95),
    requestP50: lastAfterRequest.at(0.5),
    requestP95: lastAfterRequest.at(0.95),
    allHeard,
  };
}

/** @param {ReturnType<typeof rowOf>[]} rows @returns {import("../report/measurement.mjs").Report} */
function report(rows) {
  return {
    reading: `${eventsPerSecond} tasks a second are created over HTTP; every listener holds \`GET /api/events\` open, all of them in one process that only looks for the event in what arrives. "Each" is from the first byte of the answer to \`POST /api/tasks\` to the event at any one listener, "all" to the last of them, "from the request" counts the create itself too. The limit is the aim that the project set itself.`,
    columns: [
      { key: "listeners", label: "listeners", unit: "count" },
      { key: "events", label: "events", unit: "count" },
      { key: "eachP50", label: "each, p50", unit: "ms" },
      { key: "eachP95", label: "each, p95", unit: "ms" },
      { key: "lastP50", label: "all, p50", unit: "ms" },
      { key: "lastP95", label: "all, p95", unit: "ms" },
      { key: "requestP50", label: "all from the request, p50", unit: "ms" },
      { key: "requestP95", label: "all from the request, p95", unit: "ms" },
    ],
    rows,
    checks: rows.map(({ listeners, allHeard }) => ({
      what: `every event reached each of ${listeners} listeners once`,
      holds: allHeard,
    })),
    aims: rows.slice(-1).map(({ listeners, lastP95 }) => ({
      what: `event to all of ${listeners} listeners, p95`,
      value: lastP95,
      atMost: 30,
      unit: /** @type {const} */ ("ms"),
    })),
  };
}
