import { withConnections } from "../load/connection.mjs";
import { claimByCommand, claimBySql } from "../load/direct-claims.mjs";
import {
  agentNames,
  claimInRounds,
  everyClaimHasOneRun,
  newTally,
  roundSize,
} from "../load/rounds.mjs";
import { poolSize } from "../product/code.mjs";
import { untilJobsAreDone, withDatabase } from "../product/database.mjs";
import { createInstallation } from "../product/installation.mjs";
import { othersWork, pool, seedAgents, seedTasks } from "../seed/tasks.mjs";
import { createByHttp } from "./creates.mjs";

const agents = 32;
const taskCount = 2_000;
/** On a slow machine there are fewer rounds, and at least one. */
const secondsPerRow = 20;
/** The claims made besides those over HTTP, in each way. */
const directClaims = 2 * roundSize(agents);

/** @typedef {import("../load/rounds.mjs").Bench & { installation: import("../product/installation.mjs").Installation }} Bench */

/** @type {import("../report/measurement.mjs").Measurement} */
export const claims = {
  name: "claims",
  title: "Claiming tasks",
  budgetSeconds: 200,
  async run({ quick }) {
    const installation = await createInstallation();
    await installation.start();
    return withDatabase(installation, (database) =>
      withConnections(installation, agents, async (connections) => {
        const bench = { installation, database, connections, serverPid: installation.pids.server };
        const repeats = quick ? 1 : 3;
        const scale = quick ? 0.1 : 1;
        await warmUp(bench, quick ? 4 : 12);
        const rows = [await withoutBacklog(bench, repeats)];
        await seedTasks(database, 50_000 * scale, othersWork);
        await seedTasks(database, roundSize(agents) * repeats + 2 * directClaims, pool);
        rows.push(await withBacklog(bench, repeats, `${count(50_000 * scale)} for other agents`));
        await seedTasks(database, 50_000 * scale, pool);
        rows.push(await withBacklog(bench, repeats, `${count(50_000 * scale)} in the pool`));
        await seedTasks(database, 150_000 * scale, pool);
        rows.push(await withBacklog(bench, repeats, `${count(200_000 * scale)} in the pool`));
        await installation.remove();
        return report(rows);
      }),
    );
  },
};

/** Runs rounds for some seconds, so that the server's code is compiled and optimised. @param {Bench} bench @param {number} seconds */
async function warmUp(bench, seconds) {
  await seedAgents(bench.database, agentNames("agent", agents));
  const deadline = performance.now() + seconds * 1000;
  while (performance.now() < deadline) {
    await createByHttp(bench.connections, { count: roundSize(agents) });
    await claimInRounds(bench, newTally());
  }
}

/** 2,000 tasks created over HTTP and claimed to the last one, some times over. @param {Bench} bench @param {number} repeats */
async function withoutBacklog(bench, repeats) {
  const tally = newTally();
  const deadline = performance.now() + secondsPerRow * 1000;
  let created = 0;
  for (let repeat = 0; repeat < repeats && performance.now() < deadline; repeat++) {
    await createByHttp(bench.connections, { count: taskCount });
    created += taskCount;
    await claimInRounds(bench, tally);
  }
  const noneLost = tally.taskIds.size === created;
  await seedTasks(bench.database, 2 * directClaims, pool);
  return rowOf(bench, `${count(taskCount)} in the pool, all claimed`, tally, noneLost);
}

/** Rounds from a pool that stays full. @param {Bench} bench @param {number} rounds @param {string} label */
async function withBacklog(bench, rounds, label) {
  const tally = newTally();
  await claimInRounds(bench, tally, { rounds, seconds: secondsPerRow });
  const noneLost = tally.taskIds.size === tally.rounds * roundSize(agents);
  return rowOf(bench, label, tally, noneLost);
}

/**
 * The claims over HTTP and, for comparison, claims from the same pool without HTTP.
 * @param {Bench} bench
 * @param {string} label
 * @param {ReturnType<typeof newTally>} tally
 * @param {boolean} noneLost
 */
async function rowOf(bench, label, tally, noneLost) {
  const noneTwice =
    tally.taskIds.size === tally.claims && (await everyClaimHasOneRun(bench.database));
  await untilJobsAreDone(bench.database);
  const amount = { callers: agents, claims: directClaims, label: label.replaceAll(/\W+/g, "-") };
  const command = await claimByCommand(bench.installation, bench.database, amount);
  const sql = await claimBySql(bench.database, amount);
  const rate = tally.claims / tally.claimSeconds;
  return {
    label,
    rate,
    ...tally.latencies.percentiles(),
    processor: tally.claimProcessor / tally.claims,
    completes: tally.claims / tally.completeSeconds,
    command: command.rate,
    sql: sql.rate,
    sqlP50: sql.latencies.at(0.5),
    ofLimit: rate / sql.rate,
    noneTwice,
    noneLost,
  };
}

/** @param {Awaited<ReturnType<typeof rowOf>>[]} rows @returns {import("../report/measurement.mjs").Report} */
function report(rows) {
  const [base] = rows;
  return {
    reading: `${agents} agents poll \`GET /api/tasks/queue\` at once with \`max_capacity=20\` until each holds 20 tasks (timed: claims), then hand them all in (timed: completes, which go to review). The limit is the same claim statement, taken from \`lib/tasks/queue/claim.sql.ts\`, sent to PostgreSQL by ${agents} callers over ${poolSize} connections, without HTTP and without the product; "without HTTP" is the product's own \`claimBest\` with its own database client. Every claim is a commit that waits for the disk. "Server's CPU" is for one claim.`,
    columns: [
      { key: "label", label: "ready tasks" },
      { key: "rate", label: "claims", unit: "perSecond" },
      { key: "p50", label: "p50", unit: "ms" },
      { key: "p95", label: "p95", unit: "ms" },
      { key: "p99", label: "p99", unit: "ms" },
      { key: "processor", label: "server's CPU", unit: "ms" },
      { key: "command", label: "without HTTP", unit: "perSecond" },
      { key: "sql", label: "statement (limit)", unit: "perSecond" },
      { key: "sqlP50", label: "its p50", unit: "ms" },
      { key: "ofLimit", label: "of the limit", unit: "share" },
      { key: "completes", label: "completes", unit: "perSecond" },
    ],
    rows,
    checks: rows.flatMap(({ label, noneTwice, noneLost }) => [
      { what: `${label}: no task given twice`, holds: noneTwice },
      { what: `${label}: none lost`, holds: noneLost },
    ]),
    aims: [
      { what: "claims per second", value: base.rate, atLeast: 1_000, unit: "perSecond" },
      ...rows.slice(1).map((row) => ({
        what: `a claim with ${row.label}, against ${count(taskCount)} (p50)`,
        value: row.p50 / base.p50,
        atMost: 1.25,
        unit: /** @type {const} */ ("times"),
      })),
    ],
  };
}

/** @param {number} n */
function count(n) {
  return n.toLocaleString("en-US");
}
