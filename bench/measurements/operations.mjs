import { capacity } from "../load/agents.mjs";
import { withConnections } from "../load/connection.mjs";
import { approveTask, claimTask, completeTask, createTask, workCycles } from "../load/cycles.mjs";
import { agentNames } from "../load/rounds.mjs";
import { Costs, costOf, healthCost, timesOf } from "../product/costs.mjs";
import { untilJobsAreDone, withDatabase } from "../product/database.mjs";
import { createInstallation } from "../product/installation.mjs";
import { seedAgents } from "../seed/tasks.mjs";

const callers = 8;
const agents = agentNames("agent", callers);
const reviewer = "aegis";

/** @typedef {import("../load/connection.mjs").Connection} Connection */
/**
 * One kind of request; what each caller gets from one phase it uses in the next.
 * @typedef {object} Phase
 * @property {string} what
 * @property {number} [atMost] the aim, in calls of `GET /api/health`
 * @property {(connection: Connection, agent: string, held: import("../load/cycles.mjs").Held[], n: number) => Promise<unknown>} run
 */

/** @type {Phase[]} */
const phases = [
  { what: "create", atMost: 8, run: (connection, _, __, n) => createTask(connection, n) },
  {
    what: "a page of 50 tasks",
    atMost: 4,
    run: (connection) => connection.send("GET", "/api/tasks?limit=50"),
  },
  {
    what: "claim",
    atMost: 8,
    run: async (connection, agent, held) => held.push(await claimTask(connection, agent)),
  },
  {
    what: "heartbeat of a run",
    run: (connection, _, held, n) =>
      connection.json("POST", `/api/runs/${held[n].runId}/heartbeat`, {}),
  },
  {
    what: "comment",
    run: (connection, _, held, n) =>
      connection.json("POST", `/api/tasks/${held[n].taskId}/comments`, {
        content: "Looked at it.",
      }),
  },
  {
    what: "hand in",
    atMost: 8,
    run: (connection, _, held, n) => completeTask(connection, held[n]),
  },
  {
    what: "approve",
    atMost: 8,
    run: (connection, _, held, n) => approveTask(connection, held[n], reviewer),
  },
];

/** @type {import("../report/measurement.mjs").Measurement} */
export const operations = {
  name: "operations",
  title: "What each step of the cycle costs under load",
  budgetSeconds: 240,
  async run({ quick }) {
    const rounds = quick ? 4 : 16;
    const installation = await createInstallation();
    await installation.start();
    return withDatabase(installation, (database) =>
      withConnections(installation, callers, async (connections) => {
        await seedAgents(database, agents);
        await workCycles(connections, agents, { seconds: quick ? 6 : 15 });
        const bench = { database, connections, pids: installation.pids };
        await measure(bench, 1);
        const alone = await measure(bench, rounds);
        await connections[0].json("POST", "/api/agents/register", {
          name: reviewer,
          role: "reviewer",
        });
        const reviewed = await measure(bench, rounds);
        await installation.remove();
        const rows = [...rowsOf(alone, "nobody"), ...rowsOf(reviewed, "an agent")];
        return {
          reading: `${callers} callers at once, one kind of request at a time, ${rounds} rounds of ${callers * capacity} of each on a server that also runs its jobs. CPU of one request, of the server and of all of PostgreSQL's processes, the jobs that it queued included; "health" is the same in calls of \`GET /api/health\` (HTTP and one SELECT, from one caller) of the same rounds. "Reviewer" says whether an agent of that role is known.`,
          columns: [
            { key: "reviewer", label: "reviewer" },
            { key: "what", label: "request" },
            { key: "server", label: "server's CPU", unit: "ms", against: "requestCpu" },
            { key: "serverTimes", label: "health", unit: "times" },
            { key: "postgres", label: "PostgreSQL's CPU", unit: "ms", against: "selectCpu" },
            { key: "postgresTimes", label: "health", unit: "times" },
            { key: "together", label: "both", unit: "ms", against: "requestCpu" },
            { key: "togetherTimes", label: "health", unit: "times" },
          ],
          rows,
          checks: [],
          aims: phases.flatMap(({ what, atMost }) => {
            const row = rows.find((each) => each.what === what);
            if (!row || atMost === undefined) return [];
            const aim = `CPU of ${what}, in calls of \`GET /api/health\``;
            return [
              { what: aim, value: row.togetherTimes, atMost, unit: /** @type {const} */ ("times") },
            ];
          }),
        };
      }),
    );
  },
};

/**
 * All phases, some times over, so that a machine that gets slower meanwhile is slower for all of them.
 * @param {{ database: import("pg").Pool, connections: Connection[], pids: { server: number, postgres: number } }} bench
 * @param {number} rounds
 */
async function measure({ database, connections, pids }, rounds) {
  const health = new Costs();
  const costs = phases.map(() => new Costs());
  for (let round = 0; round < rounds; round++) {
    const held = connections.map(() => /** @type {import("../load/cycles.mjs").Held[]} */ ([]));
    health.add(await healthCost(pids, connections[0], 400), 1);
    for (const [at, { run }] of phases.entries()) {
      const { cost } = await costOf(pids, async () => {
        await Promise.all(
          connections.map(async (connection, caller) => {
            for (let n = 0; n < capacity; n++)
              await run(connection, agents[caller], held[caller], n);
          }),
        );
        await untilJobsAreDone(database);
      });
      costs[at].add(cost, capacity * callers);
    }
  }
  return { health: health.each(), costs: costs.map((each) => each.each()) };
}

/** @param {Awaited<ReturnType<typeof measure>>} measured @param {string} present */
function rowsOf({ health, costs }, present) {
  return [health, ...costs].map((cost, at) => ({
    reviewer: present,
    what: phases[at - 1]?.what ?? "`GET /api/health`",
    ...cost,
    ...timesOf(cost, health),
  }));
}
