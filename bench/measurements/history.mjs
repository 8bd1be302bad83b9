import { withConnections } from "../load/connection.mjs";
import { workCycles } from "../load/cycles.mjs";
import { Latencies } from "../load/latencies.mjs";
import { agentNames } from "../load/rounds.mjs";
import { Costs, costOf, healthCost, timesOf } from "../product/costs.mjs";
import { oneValue, untilJobsAreDone, withDatabase } from "../product/database.mjs";
import { createInstallation } from "../product/installation.mjs";
import { holdStatistics } from "../product/statistics.mjs";
import { rareWord, seedAgents, seedHistory } from "../seed/tasks.mjs";

const agents = agentNames("agent", 8);

/** @typedef {{ installation: import("../product/installation.mjs").Installation, database: import("pg").Pool, connections: import("../load/connection.mjs").Connection[], quick: boolean }} Bench */

/** @type {import("../report/measurement.mjs").Measurement} */
export const history = {
  name: "history",
  title: "The cycle on top of what was done before",
  budgetSeconds: 600,
  longBudgetSeconds: 5_400,
  async run({ quick, long }) {
    const sizes = [1_000, 10_000, ...(quick ? [] : [100_000]), ...(long ? [1_000_000] : [])];
    const installation = await createInstallation();
    await installation.start();
    const statistics = await holdStatistics(installation);
    return withDatabase(installation, (database) =>
      withConnections(installation, agents.length, async (connections) => {
        const bench = { installation, database, connections, quick };
        await seedAgents(database, agents);
        await workCycles(connections, agents, { seconds: quick ? 6 : 20 });
        const rows = [];
        for (const size of sizes) {
          const there = await oneValue(database, "SELECT count(*)::int FROM tasks");
          if (size > there) await seedHistory(database, size - there);
          await statistics.forget();
          rows.push(await rowOf(bench, size, "never"));
          await statistics.analyse();
          rows.push(await rowOf(bench, size, "now"));
        }
        await installation.remove();
        return report(rows, quick);
      }),
    );
  },
};

/** @param {Bench} bench @param {number} size @param {"never" | "now"} analysed */
async function rowOf({ installation, database, connections, quick }, size, analysed) {
  const { pids } = installation;
  const seconds = quick ? 3 : 8;
  // What the connections prepare anew after the statistics changed is not the cycle's.
  await workCycles(connections, agents, { seconds: 2 });
  const health = new Costs();
  const costs = new Costs();
  health.add(await healthCost(pids, connections[0], 800), 1);
  const { result, cost } = await costOf(pids, async () => {
    const work = await workCycles(connections, agents, { seconds });
    await untilJobsAreDone(database);
    return work;
  });
  costs.add(cost, result.cycles);
  health.add(await healthCost(pids, connections[0], 800), 1);
  const { cycle, claim } = result.latencies;
  const page = await read(connections[0], "/api/tasks?limit=50", quick);
  const word = await read(connections[0], `/api/tasks?limit=50&q=${rareWord}`, quick);
  return {
    size,
    analysed,
    rate: result.rate,
    p50: cycle.at(0.5),
    p95: cycle.at(0.95),
    claim: claim.at(0.95),
    ...costs.each(),
    ...timesOf(costs.each(), health.each()),
    page: page.at(0.5),
    word: word.at(0.5),
  };
}

/** @param {import("../load/connection.mjs").Connection} connection @param {string} path @param {boolean} quick */
async function read(connection, path, quick) {
  const latencies = new Latencies();
  for (let n = 0; n < (quick ? 20 : 60); n++) {
    await latencies.time(() => connection.json("GET", path));
  }
  return latencies;
}

/** @param {Awaited<ReturnType<typeof rowOf>>[]} rows @param {boolean} quick @returns {import("../report/measurement.mjs").Report} */
function report(rows, quick) {
  const [first] = rows;
  const last = rows.at(-1) ?? first;
  const sizes = `from ${first.size.toLocaleString("en-US")} to ${last.size.toLocaleString("en-US")} tasks`;
  const most = Math.max(...rows.map(({ together }) => together));
  const least = Math.min(...rows.map(({ together }) => together));
  const times = /** @type {const} */ ("times");
  return {
    reading: `${agents.length} agents go through the whole cycle (create, claim, hand in, approve) for ${quick ? 3 : 8} s while the database has so many tasks, almost all done, each with a run, a verdict and ten events. "Never" analysed is without any statistics, as a new database is (they are cleared); "now" is right after an ANALYZE; autovacuum is off, so that it stays so. CPU is of one cycle; "health" is that in calls of \`GET /api/health\` before and after the row. A page is the first 50 tasks, a word is one that a hundredth of the titles has, asked by one client while nothing else happens.`,
    columns: [
      { key: "size", label: "tasks", unit: "count" },
      { key: "analysed", label: "analysed" },
      { key: "rate", label: "cycles", unit: "perSecond" },
      { key: "p50", label: "p50", unit: "ms" },
      { key: "p95", label: "p95", unit: "ms" },
      { key: "claim", label: "claim p95", unit: "ms" },
      { key: "server", label: "server's CPU", unit: "ms", against: "requestCpu" },
      { key: "postgres", label: "PostgreSQL's CPU", unit: "ms", against: "selectCpu" },
      { key: "togetherTimes", label: "both, health", unit: times },
      { key: "page", label: "page p50", unit: "ms" },
      { key: "word", label: "word p50", unit: "ms" },
    ],
    rows,
    checks: [],
    aims: [
      {
        what: `CPU of a cycle, dearest against cheapest row ${sizes}`,
        value: most / least,
        atMost: 1.1,
        unit: times,
      },
      {
        what: `a word searched at ${last.size.toLocaleString("en-US")} tasks, against a page`,
        value: last.word / last.page,
        atMost: 1.25,
        unit: times,
      },
    ],
  };
}
