import { withConnections } from "../load/connection.mjs";
import { Latencies, sideBySide } from "../load/latencies.mjs";
import { insertStatement, poolSize } from "../product/code.mjs";
import { oneValue, withDatabase } from "../product/database.mjs";
import { createInstallation } from "../product/installation.mjs";
import { countProcessor } from "../product/processor.mjs";
import { newTask } from "../seed/new-task.mjs";

const clients = 32;

/** @type {import("../report/measurement.mjs").Measurement} */
export const creates = {
  name: "creates",
  title: "Creating tasks",
  budgetSeconds: 45,
  async run({ quick }) {
    const seconds = quick ? 1 : 5;
    const installation = await createInstallation();
    await installation.start();
    return withDatabase(installation, (database) =>
      withConnections(installation, clients, async (connections) => {
        const warmUp = await createByHttp(connections, { seconds });
        const createMs = countProcessor(installation.pids.server);
        const http = await createByHttp(connections, { seconds: 2 * seconds });
        const createProcessor = createMs() / http.latencies.count;
        const stored = await oneValue(
          database,
          "SELECT count(DISTINCT ticket_ref)::int FROM tasks",
        );
        const announced = await oneValue(
          database,
          "SELECT count(DISTINCT task_id)::int FROM events WHERE type = 'task.created'",
        );
        const healthMs = countProcessor(installation.pids.server);
        const health = await askHealth(connections, { seconds });
        const healthProcessor = healthMs() / health.latencies.count;
        const sql = await insertDirectly(database, { seconds });
        await installation.remove();

        const row = (what, { rate, latencies, clientShare }, processor = Number.NaN) => ({
          what,
          rate,
          ...latencies.percentiles(),
          ofLimit: rate / sql.rate,
          processor,
          clientShare,
        });
        const expected = warmUp.latencies.count + http.latencies.count;
        return {
          reading: `${clients} clients, each sending the next request when it has its answer. The limit is the same insert statement (task, number and event in one transaction) sent to PostgreSQL by ${clients} callers over ${poolSize} connections, with neither HTTP nor the product in between; every commit waits for the disk. The last row is the cheapest request the server answers: what HTTP and one round trip to the database cost alone. "Server's CPU" is for one request; the last column is what the client took away from the server, in shares of one core.`,
          columns: [
            { key: "what", label: "" },
            { key: "rate", label: "per second", unit: "perSecond" },
            { key: "p50", label: "p50", unit: "ms" },
            { key: "p95", label: "p95", unit: "ms" },
            { key: "p99", label: "p99", unit: "ms" },
            { key: "ofLimit", label: "of the limit", unit: "share" },
            { key: "processor", label: "server's CPU", unit: "ms" },
            { key: "clientShare", label: "a core for the client", unit: "share" },
          ],
          rows: [
            row("`POST /api/tasks`", http, createProcessor),
            row("the insert statement, directly (limit)", sql),
            row("`GET /api/health`", health, healthProcessor),
          ],
          checks: [
            {
              what: `all ${expected} tasks stored, each with a ticket_ref of its own`,
              holds: stored === expected,
            },
            { what: `all ${expected} tasks announced by one event`, holds: announced === expected },
          ],
          aims: [
            {
              what: "tasks created per second",
              value: http.rate,
              atLeast: 1_000,
              unit: "perSecond",
            },
          ],
        };
      }),
    );
  },
};

/** @typedef {{ count?: number, seconds?: number }} Amount whichever is reached first */

/**
 * Creates tasks over all connections at once.
 * @param {import("../load/connection.mjs").Connection[]} connections
 * @param {Amount} amount
 */
export function createByHttp(connections, amount) {
  return timed(connections.length, amount, (client, n) =>
    connections[client].json("POST", "/api/tasks", newTask(n)),
  );
}

/** @param {import("../load/connection.mjs").Connection[]} connections @param {Amount} amount */
function askHealth(connections, amount) {
  return timed(connections.length, amount, (client) =>
    connections[client].json("GET", "/api/health"),
  );
}

/** @param {import("pg").Pool} database @param {Amount} amount */
async function insertDirectly(database, amount) {
  const projectId = await oneValue(database, "SELECT id FROM projects WHERE is_default");
  const { acceptance_criteria, work_type, ...task } = newTask(1);
  const statement = await insertStatement({
    ...task,
    projectId,
    acceptanceCriteria: acceptance_criteria,
    checks: null,
    workType: work_type,
    status: "inbox",
    type: "task",
    metadata: {},
    origin: "api",
    createdBy: "API Access",
    followUps: null,
    execMode: "par",
    onFailure: "block",
    reviewRequired: true,
    retryCount: 0,
    ready: true,
  });
  await timed(poolSize, { count: 200 }, () => database.query(statement));
  return timed(clients, amount, () => database.query(statement));
}

/**
 * @param {number} callers
 * @param {Amount} amount
 * @param {(caller: number, n: number) => Promise<unknown>} request
 */
async function timed(callers, { count = Infinity, seconds: limit = Infinity }, request) {
  const latencies = new Latencies();
  const used = process.cpuUsage();
  const deadline = performance.now() + limit * 1000;
  let next = 0;
  const seconds = await sideBySide(callers, async (caller) => {
    while (next < count && performance.now() < deadline) {
      const n = next++;
      await latencies.time(() => request(caller, n));
    }
  });
  const { user, system } = process.cpuUsage(used);
  return {
    rate: latencies.count / seconds,
    latencies,
    clientShare: (user + system) / 1e6 / seconds,
  };
}
