import { withConnections } from "../load/connection.mjs";
import { steps, workCycles } from "../load/cycles.mjs";
import { agentNames } from "../load/rounds.mjs";
import { Costs, costOf, healthCost, timesOf } from "../product/costs.mjs";
import { oneValue, untilJobsAreDone, withDatabase } from "../product/database.mjs";
import { createInstallation } from "../product/installation.mjs";
import { seedAgents } from "../seed/tasks.mjs";

const counts = [1, 8, 32];
const most = Math.max(...counts);
const reviewer = "aegis";

/** @typedef {{ installation: import("../product/installation.mjs").Installation, database: import("pg").Pool, connections: import("../load/connection.mjs").Connection[], seconds: number }} Bench */

/** @type {import("../report/measurement.mjs").Measurement} */
export const cycle = {
  name: "cycle",
  title: "The whole cycle: create, claim, hand in, approve",
  budgetSeconds: 200,
  async run({ quick }) {
    const seconds = quick ? 4 : 12;
    const installation = await createInstallation();
    await installation.start();
    return withDatabase(installation, (database) =>
      withConnections(installation, most, async (connections) => {
        const bench = { installation, database, connections, seconds };
        await seedAgents(database, agentNames("agent", most));
        await workCycles(connections, agentNames("agent", most), { seconds: quick ? 6 : 15 });
        const rows = [];
        for (const agents of counts) rows.push(await rowOf(bench, agents, "nobody"));
        // One that polls: Baton cannot call it, but looks for it on every hand-in.
        await connections[0].json("POST", "/api/agents/register", {
          name: reviewer,
          role: "reviewer",
        });
        for (const agents of counts) rows.push(await rowOf(bench, agents, "an agent"));
        const open = await oneValue(
          database,
          "SELECT count(*)::int FROM tasks WHERE status <> 'done'",
        );
        await installation.remove();
        return {
          reading: `Agents that poll, each over its own connection: every one creates a task, claims one from the pool, hands it in and approves it, again and again for ${seconds} s a row. "Reviewer" says whether an agent of that role is known, for whom every hand-in queues a job. CPU is of a whole cycle, of the server and of all of PostgreSQL's processes, the jobs that it leaves behind included; "health" is that in calls of \`GET /api/health\`, measured before and after each row.`,
          columns: [
            { key: "reviewer", label: "reviewer" },
            { key: "agents", label: "agents", unit: "count" },
            { key: "rate", label: "cycles", unit: "perSecond" },
            ...steps.flatMap((step) => [
              { key: `${step}P50`, label: `${step} p50`, unit: /** @type {const} */ ("ms") },
              { key: `${step}P95`, label: "p95", unit: /** @type {const} */ ("ms") },
            ]),
            { key: "server", label: "server's CPU", unit: "ms", against: "requestCpu" },
            { key: "serverTimes", label: "health", unit: "times" },
            { key: "postgres", label: "PostgreSQL's CPU", unit: "ms", against: "selectCpu" },
            { key: "postgresTimes", label: "health", unit: "times" },
            { key: "togetherTimes", label: "both, health", unit: "times" },
          ],
          rows,
          checks: [{ what: "every cycle ended with its task done", holds: open === 0 }],
          aims: [],
        };
      }),
    );
  },
};

/** @param {Bench} bench @param {number} agents @param {string} present */
async function rowOf({ installation, database, connections, seconds }, agents, present) {
  const { pids } = installation;
  const own = connections.slice(0, agents);
  const before = await healthCost(pids, connections[0], 640);
  const { result, cost } = await costOf(pids, async () => {
    const options = { seconds, ...(present === "nobody" ? {} : { reviewer }) };
    const work = await workCycles(own, agentNames("agent", agents), options);
    await untilJobsAreDone(database);
    return work;
  });
  const after = await healthCost(pids, connections[0], 640);
  const costs = new Costs();
  costs.add(cost, result.cycles);
  const health = new Costs();
  for (const each of [before, after]) health.add(each, 1);
  const percentiles = steps.flatMap((step) => [
    [`${step}P50`, result.latencies[step].at(0.5)],
    [`${step}P95`, result.latencies[step].at(0.95)],
  ]);
  return {
    reviewer: present,
    agents,
    rate: result.rate,
    ...Object.fromEntries(percentiles),
    ...costs.each(),
    ...timesOf(costs.each(), health.each()),
  };
}
