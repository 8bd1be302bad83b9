import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { Connection, withConnections } from "../load/connection.mjs";
import { costOf } from "../product/costs.mjs";
import { createInstallation } from "../product/installation.mjs";
import { newTask } from "../seed/new-task.mjs";

const idleWebhooks = 100;
/** What follows a start, or much work, is over by then. */
const settleMs = 15_000;
/** So that a delivery that never comes ends the measurement with a sentence. */
const patienceMs = 120_000;

/** @type {import("../report/measurement.mjs").Measurement} */
export const webhooks = {
  name: "webhooks",
  title: "Webhooks",
  budgetSeconds: 600,
  async run({ quick }) {
    const events = quick ? 500 : 3_000;
    const seconds = quick ? 10 : 60;
    const installation = await createInstallation({ BATON_WEBHOOK_RECEIVERS: "127.0.0.1" });
    await installation.start();
    const receiver = await startReceiver();
    const connection = new Connection(installation);
    await wait(settleMs);
    const quietWithout = await quiet(installation, seconds);
    const busyWithout = await busy(installation, events);
    for (let n = 0; n < idleWebhooks; n++)
      await given(connection, receiver.url, { events: ["review", "agent.deleted"] });
    const busyIdle = await busy(installation, events);
    await wait(settleMs);
    const quietIdle = await quiet(installation, seconds);
    const without = { quiet: quietWithout, busy: busyWithout };
    const idle = { quiet: quietIdle, busy: busyIdle };
    const one = await deliveries(installation, connection, receiver, 1, events);
    const ten = await deliveries(installation, connection, receiver, 10, events);
    connection.close();
    receiver.close();
    await installation.remove();
    return report({ events, seconds, without, idle, one, ten });
  },
};

/** A receiver that answers at once and keeps what came. */
async function startReceiver() {
  /** @type {Map<string, number[]>} */
  const got = new Map();
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      response.writeHead(204).end();
      const path = request.url ?? "";
      const ids = got.get(path) ?? [];
      if (!got.has(path)) got.set(path, ids);
      ids.push(JSON.parse(body).id);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    got,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

let made = 0;

/** @param {Connection} connection @param {string} url @param {object} fields */
async function given(connection, url, fields) {
  const path = `/hook-${++made}`;
  const { id } = await connection.json("POST", "/api/webhooks", {
    name: `hook ${made}`,
    url: url + path,
    ...fields,
  });
  return { id, path };
}

/** CPU of a second in which nothing happens. @param {import("../product/installation.mjs").Installation} installation @param {number} seconds */
async function quiet({ pids }, seconds) {
  const { cost } = await costOf(pids, () => wait(seconds * 1_000));
  return (cost.server + cost.postgres) / seconds;
}

/** CPU of a task that is created. @param {import("../product/installation.mjs").Installation} installation @param {number} count */
async function busy(installation, count) {
  const { cost } = await costOf(installation.pids, () => createTasks(installation, count));
  return (cost.server + cost.postgres) / count;
}

/** @param {import("../product/installation.mjs").Installation} installation @param {number} count */
async function createTasks(installation, count) {
  await withConnections(installation, 4, async (connections) => {
    let next = 0;
    await Promise.all(
      connections.map(async (connection) => {
        while (next < count) await connection.json("POST", "/api/tasks", newTask(next++));
      }),
    );
  });
}

/**
 * Lets events gather for webhooks that are off, turns them on, and waits until every one arrived.
 * @param {import("../product/installation.mjs").Installation} installation
 * @param {Connection} connection
 * @param {Awaited<ReturnType<typeof startReceiver>>} receiver
 * @param {number} count of webhooks
 * @param {number} events
 */
async function deliveries(installation, connection, receiver, count, events) {
  const hooks = [];
  for (let n = 0; n < count; n++)
    hooks.push(await given(connection, receiver.url, { events: ["task.created"], enabled: false }));
  await createTasks(installation, events);
  const { result, cost } = await costOf(installation.pids, async () => {
    const begun = performance.now();
    for (const { id } of hooks)
      await connection.json("PATCH", `/api/webhooks/${id}`, { enabled: true });
    const isDone = () => hooks.every(({ path }) => (receiver.got.get(path)?.length ?? 0) >= events);
    while (!isDone()) {
      if (performance.now() - begun > patienceMs)
        throw new Error("the events did not arrive within two minutes");
      await wait(5);
    }
    return performance.now() - begun;
  });
  for (const { id } of hooks)
    await connection.json("PATCH", `/api/webhooks/${id}`, { enabled: false });
  const isOrdered = hooks.every(({ path }) => {
    const ids = receiver.got.get(path) ?? [];
    return ids.length === events && ids.every((id, n) => n === 0 || id > (ids[n - 1] ?? 0));
  });
  const all = events * count;
  return {
    what: count === 1 ? "one webhook" : `${count} webhooks at once`,
    rate: (all / result) * 1_000,
    server: cost.server / all,
    postgres: cost.postgres / all,
    isOrdered,
  };
}

/**
 * @param {{ events: number, seconds: number, without: { quiet: number, busy: number }, idle: { quiet: number, busy: number },
 *   one: Awaited<ReturnType<typeof deliveries>>, ten: Awaited<ReturnType<typeof deliveries>> }} measured
 * @returns {import("../report/measurement.mjs").Report}
 */
function report({ events, seconds, without, idle, one, ten }) {
  const ms = (/** @type {number} */ value) => value.toFixed(2);
  return {
    reading: `${events} events gather while a webhook is off; then it is turned on and a receiver on this machine, which answers at once, gets each in a request of its own. CPU is that of server and PostgreSQL for each delivery. In ${seconds} s in which nothing happens a second costs ${ms(without.quiet)} ms of CPU without webhooks and ${ms(idle.quiet)} ms with ${idleWebhooks} that wait for other events; a task that is created costs ${ms(without.busy)} ms without and ${ms(idle.busy)} ms with them.`,
    columns: [
      { key: "what", label: "receivers" },
      { key: "rate", label: "deliveries a second", unit: "perSecond" },
      { key: "server", label: "server's CPU each", unit: "ms" },
      { key: "postgres", label: "PostgreSQL's CPU each", unit: "ms" },
    ],
    rows: [one, ten].map(({ isOrdered: _, ...row }) => row),
    checks: [one, ten].map(({ what, isOrdered }) => ({
      what: `${what}: every event came once and in order`,
      holds: isOrdered,
    })),
    aims: [
      {
        what: `CPU of a quiet second with ${idleWebhooks} idle webhooks, beyond that without`,
        value: Math.max(0, idle.quiet - without.quiet),
        atMost: 1,
        unit: "ms",
      },
    ],
  };
}
