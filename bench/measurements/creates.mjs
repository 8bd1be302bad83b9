import { withConnections } from "../load/connection.mjs";
import { Latencies, sideBySide } from "../load/latencies.mjs";
import { insertStatement, poolSize } from "../product/code.mjs";
import { oneValue, withDatabase } from "../product/database.mjs";
import { createInstallation } from "../product/installation.mjs";
import { newTask } from "../seed/new-task.mjs";

const clients = 32;

/** @type {import("../report/measurement.mjs").Measurement} */
export const creates = {
  name: "creates",
  title: "Creating tasks",
  budgetSeconds: 60,
  async run({ quick }) {
    const amount = quick ? { warmUp: 500, timed: 1_000 } : { warmUp: 3_000, timed: 10_000 };
    const installation = await createInstallation();
    await installation.start();
    return withDatabase(installation, (database) =>
      withConnections(installation, clients, async (connections) => {
        await createByHttp(connections, amount.warmUp);
        const http = await createByHttp(connections, amount.timed);
        const stored = await oneValue(
          database,
          "SELECT count(DISTINCT ticket_ref)::int FROM tasks",
        );
        const announced = await oneValue(
          database,
          "SELECT count(DISTINCT task_id)::int FROM events WHERE type = 'task.created'",
        );
        const health = await askHealth(connections, amount.timed);
        const sql = await insertDirectly(database, amount.timed);
        await installation.remove();

        const row = (what, { rate, latencies, clientShare }) => ({
          what,
          rate,
          ...latencies.percentiles(),
          ofLimit: rate / sql.rate,
          clientShare,
        });
        const expected = amount.warmUp + amount.timed;
        return {
          reading: `${clients} clients, each sending the next request when it has its answer. The limit is the same insert statement (task, number and event in one transaction) sent to PostgreSQL by ${clients} callers over ${poolSize} connections, with neither HTTP nor the product in between; every commit waits for the disk. The last row is the cheapest request the server answers: what HTTP, Next.js and one round trip to the database cost alone. The last column is what the client took away from the server, in shares of one core.`,
          columns: [
            { key: "what", label: "" },
            { key: "rate", label: "per second", unit: "perSecond" },
            { key: "p50", label: "p50", unit: "ms" },
            { key: "p95", label: "p95", unit: "ms" },
            { key: "p99", label: "p99", unit: "ms" },
            { key: "ofLimit", label: "of the limit", unit: "share" },
            { key: "clientShare", label: "a core for the client", unit: "share" },
          ],
          rows: [
            row("`POST /api/tasks`", http),
            row("the insert statement, directly (limit)", sql),
            row("`GET /api/health`", health),
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

/**
 * Creates `count` tasks, all connections at once.
 * @param {import("../load/connection.mjs").Connection[]} connections
 * @param {number} count
 */
export function createByHttp(connections, count) {
  return timed(connections.length, count, (client, n) =>
    connections[client].json("POST", "/api/tasks", newTask(n)),
  );
}

/** @param {import("../load/connection.mjs").Connection[]} connections @param {number} count */
function askHealth(connections, count) {
  return timed(connections.length, count, (client) =>
    connections[client].json("GET", "/api/health"),
  );
}

/** @param {import("pg").Pool} database @param {number} count */
async function insertDirectly(database, count) {
  const projectId = await oneValue(database, "SELECT id FROM projects WHERE is_default");
  const { labels, acceptance_criteria, work_type, ...task } = newTask(1);
  const statement = await insertStatement({
    ...task,
    projectId,
    labels,
    acceptanceCriteria: acceptance_criteria,
    workType: work_type,
    status: "inbox",
    type: "task",
    metadata: {},
    origin: "api",
    createdBy: "API Access",
    execMode: "par",
    onFailure: "block",
    reviewRequired: true,
    retryCount: 0,
    ready: true,
  });
  await timed(poolSize, 200, () => database.query(statement));
  return timed(clients, count, () => database.query(statement));
}

/**
 * @param {number} callers
 * @param {number} count of requests in all
 * @param {(caller: number, n: number) => Promise<unknown>} request
 */
async function timed(callers, count, request) {
  const latencies = new Latencies();
  const used = process.cpuUsage();
  let next = 0;
  const seconds = await sideBySide(callers, async (caller) => {
    while (next < count) {
      const n = next++;
      await latencies.time(() => request(caller, n));
    }
  });
  const { user, system } = process.cpuUsage(used);
  return { rate: count / seconds, latencies, clientShare: (user + system) / 1e6 / seconds };
}
