import { setTimeout as wait } from "node:timers/promises";
import { withConnections } from "../load/connection.mjs";
import { workCycles } from "../load/cycles.mjs";
import { agentNames } from "../load/rounds.mjs";
import { openWaiters } from "../load/waiters.mjs";
import { Costs, costOf, healthCost, timesOf } from "../product/costs.mjs";
import { untilJobsAreDone, withDatabase } from "../product/database.mjs";
import { createInstallation } from "../product/installation.mjs";
import { memoryOf } from "../product/memory.mjs";
import { writeDownStatements } from "../product/statements.mjs";
import { seedAgents } from "../seed/tasks.mjs";

const counts = [0, 200, 1_000];
const most = Math.max(...counts);
const workers = agentNames("agent", 8);

/** @type {import("../report/measurement.mjs").Measurement} */
export const waiters = {
  name: "waiters",
  title: "Agents that wait",
  budgetSeconds: 500,
  async run({ quick }) {
    const seconds = quick ? 4 : 12;
    const rounds = quick ? 1 : 3;
    // Every waiting poll ends after a minute: whole minutes, or the share of polls that end in one is chance.
    const minutes = quick ? 1 : 2;
    const installation = await createInstallation();
    await installation.start();
    return withDatabase(installation, (database) =>
      withConnections(installation, workers.length, async (connections) => {
        const waiting = agentNames("waiter", most);
        await seedAgents(database, [...workers, ...waiting]);
        const { project } = await connections[0].json("POST", "/api/projects", {
          name: "Quiet",
          ticket_prefix: "QUIET",
        });
        await workCycles(connections, workers, { seconds: quick ? 6 : 15 });
        const tallies = counts.map((count) => ({
          count,
          costs: new Costs(),
          health: new Costs(),
          refused: 0,
          rates: 0,
          p50: 0,
          p95: 0,
        }));
        for (let round = 0; round < rounds; round++) {
          for (const tally of tallies) {
            const open = await openWaiters(installation, waiting.slice(0, tally.count), project.id);
            await untilJobsAreDone(database);
            // While as many wait.
            tally.health.add(await healthCost(installation.pids, connections[0], 800), 1);
            const { result, cost } = await costOf(installation.pids, async () => {
              const work = await workCycles(connections, workers, { seconds });
              await untilJobsAreDone(database);
              return work;
            });
            open.close();
            const failure = open.failure();
            if (failure) throw failure;
            tally.refused += open.refusals();
            tally.costs.add(cost, result.cycles);
            tally.rates += result.rate / rounds;
            tally.p50 += result.latencies.cycle.at(0.5) / rounds;
            tally.p95 += result.latencies.cycle.at(0.95) / rounds;
          }
        }
        const beside = tallies.map(({ count, costs, health, ...each }) => ({
          waiters: count,
          ...each,
          ...costs.each(),
          ...timesOf(costs.each(), health.each()),
        }));
        const log = await writeDownStatements(installation);
        const alone = [];
        for (const count of [0, most]) {
          const open = await openWaiters(installation, waiting.slice(0, count), project.id);
          alone.push(await quiet(installation, log, minutes));
          open.close();
        }
        await installation.remove();
        return report(beside, alone, { seconds, rounds, minutes });
      }),
    );
  },
};

/** @param {import("../product/installation.mjs").Installation} installation @param {Awaited<ReturnType<typeof writeDownStatements>>} log @param {number} minutes */
async function quiet({ pids }, log, minutes) {
  const { result, cost } = await costOf(pids, () => log.during(() => wait(minutes * 60_000)));
  return {
    statements: result.length / minutes,
    idleServer: cost.server / minutes / 60,
    idlePostgres: cost.postgres / minutes / 60,
    memory: memoryOf(pids).server,
  };
}

/**
 * @param {{ waiters: number, rates: number, togetherTimes: number, together: number }[]} beside
 * @param {Awaited<ReturnType<typeof quiet>>[]} alone with nobody and with most waiting
 * @param {{ seconds: number, rounds: number, minutes: number }} amount
 * @returns {import("../report/measurement.mjs").Report}
 */
function report(beside, [nobody, everybody], { seconds, rounds, minutes }) {
  const [none] = beside;
  const last = beside[beside.length - 1];
  return {
    reading: `${workers.length} agents go through the whole cycle (create, claim, hand in, approve) for ${seconds} s, ${rounds} times in turns, while others wait for work in a project where nothing happens, each with a \`wait=60\` over its own connection, a hundred beginning every second; "refused at first" are polls that were answered 503 for want of a connection to the database, and sent again. CPU is of one cycle; "health" is that in calls of \`GET /api/health\` of the same row. The last four columns are of the waiting alone, over ${minutes} min with nobody else there and every statement written to PostgreSQL's log: polls that end and are sent again are part of it.`,
    columns: [
      { key: "waiters", label: "waiting", unit: "count" },
      { key: "refused", label: "refused at first", unit: "count" },
      { key: "rates", label: "cycles", unit: "perSecond" },
      { key: "p50", label: "p50", unit: "ms" },
      { key: "p95", label: "p95", unit: "ms" },
      { key: "server", label: "server's CPU", unit: "ms", against: "requestCpu" },
      { key: "postgres", label: "PostgreSQL's CPU", unit: "ms", against: "selectCpu" },
      { key: "togetherTimes", label: "both, health", unit: "times" },
      { key: "statements", label: "alone: statements a minute", unit: "count" },
      { key: "idleServer", label: "server's CPU a second", unit: "ms", against: "nothing" },
      { key: "idlePostgres", label: "PostgreSQL's", unit: "ms", against: "nothing" },
      { key: "memory", label: "server", unit: "megabytes" },
    ],
    rows: beside.map((row) => ({
      ...{
        statements: Number.NaN,
        idleServer: Number.NaN,
        idlePostgres: Number.NaN,
        memory: Number.NaN,
      },
      ...row,
      ...(row === none ? nobody : row === last ? everybody : {}),
    })),
    checks: [],
    aims: [
      {
        what: `CPU of a cycle beside ${last.waiters.toLocaleString("en-US")} who wait, against none`,
        value: last.together / none.together,
        atMost: 1.1,
        unit: "times",
      },
      {
        what: `cycles a second beside ${last.waiters.toLocaleString("en-US")} who wait, against none`,
        value: last.rates / none.rates,
        atLeast: 0.9,
        unit: "times",
      },
    ],
  };
}
