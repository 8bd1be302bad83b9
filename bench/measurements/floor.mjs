import pg from "pg";
import { maintenanceUrl, readAccess } from "../../scripts/postgres/access.mjs";
import { capacity } from "../load/agents.mjs";
import { withConnections } from "../load/connection.mjs";
import {
  claimTask,
  claimTasks,
  completeTask,
  completeTasks,
  createTask,
  createTasks,
  manyAtOnce,
  workCycles,
} from "../load/cycles.mjs";
import { inShares, workGraphile, workPgBoss } from "../load/job-queues.mjs";
import { sideBySide } from "../load/latencies.mjs";
import { leastClaim, leastCreate, leastHandIn, leastSchema } from "../load/least.mjs";
import { agentNames, roundSize } from "../load/rounds.mjs";
import { poolSize } from "../product/code.mjs";
import { costOf } from "../product/costs.mjs";
import { untilJobsAreDone, withDatabase } from "../product/database.mjs";
import { createInstallation } from "../product/installation.mjs";
import { seedAgents } from "../seed/tasks.mjs";

const callers = 32;
const batch = 100;
const agents = agentNames("agent", callers);

/** @typedef {import("../load/job-queues.mjs").QueueTimes} QueueTimes */
/** @typedef {{ what: string, work: () => Promise<QueueTimes> }} Contender */

/** @type {import("../report/measurement.mjs").Measurement} */
export const floor = {
  name: "floor",
  title: "Against the least that PostgreSQL can do, and other queues",
  budgetSeconds: 600,
  async run({ quick }) {
    const rounds = quick ? 2 : 4;
    const jobs = roundSize(callers) * (quick ? 1 : 3);
    const installation = await createInstallation();
    await installation.start();
    const url = await otherDatabase(installation);
    return withDatabase(installation, (database) =>
      withConnections(installation, callers, async (connections) => {
        await seedAgents(database, agents);
        await workCycles(connections, agents, { seconds: quick ? 6 : 15 });
        await untilJobsAreDone(database);
        const least = new pg.Pool({ connectionString: url, max: poolSize });
        least.on("error", () => {});
        await least.query(leastSchema);
        const load = { url, jobs, callers, connections: poolSize };
        /** @type {Contender[]} */
        const contenders = [
          { what: "the least, one statement each (limit)", work: () => workLeast(least, jobs) },
          { what: "Baton over HTTP, one by one", work: () => workBaton(connections, jobs) },
          {
            what: `Baton over HTTP, by ${manyAtOnce}`,
            work: () => workBatonInBatches(connections, jobs),
          },
          { what: "graphile-worker, one by one", work: () => workGraphile({ ...load, batch: 1 }) },
          { what: `graphile-worker, by ${batch}`, work: () => workGraphile({ ...load, batch }) },
          { what: "pg-boss, one by one", work: () => workPgBoss({ ...load, batch: 1 }) },
          { what: `pg-boss, by ${batch}`, work: () => workPgBoss({ ...load, batch }) },
        ];
        // Once without counting, for what is compiled or created at first; then in turns.
        for (const { work } of contenders) await work();
        const tallies = contenders.map(({ what }) => new Tally(what));
        for (let round = 0; round < rounds; round++) {
          for (const [at, { work }] of contenders.entries()) {
            const { result, cost } = await costOf(installation.pids, async () => {
              const times = await work();
              await untilJobsAreDone(database);
              return times;
            });
            tallies[at].add(result, cost, jobs);
          }
        }
        await least.end();
        await installation.remove();
        return report(tallies, { jobs, rounds });
      }),
    );
  },
};

/** A database of its own on the same PostgreSQL. @param {import("../product/installation.mjs").Installation} installation */
async function otherDatabase({ dataDirectory }) {
  const access = readAccess(dataDirectory);
  const client = new pg.Client({ connectionString: maintenanceUrl(access) });
  await client.connect();
  await client.query("CREATE DATABASE bench_floor");
  await client.end();
  return maintenanceUrl(access, "bench_floor");
}

/** @param {pg.Pool} pool @param {number} jobs @returns {Promise<QueueTimes>} */
async function workLeast(pool, jobs) {
  /** @type {number[]} */
  const runs = [];
  let made = 0;
  const create = await inShares(callers, jobs, 1, () => pool.query(leastCreate(made++)));
  const claim = await inShares(callers, jobs, 1, async () => {
    // Of two that look at the same row, one finds it locked and takes the next: there are as many rows as claims.
    let rows = [];
    while (rows.length === 0) ({ rows } = await pool.query(leastClaim("agent")));
    runs.push(rows[0].run_id);
  });
  let next = 0;
  const handIn = await inShares(callers, jobs, 1, () => pool.query(leastHandIn(runs[next++])));
  return { create, claim, handIn, both: claim + handIn };
}

/** @typedef {import("../load/connection.mjs").Connection} Connection */
/** @typedef {import("../load/cycles.mjs").Held[]} Held */

/** @param {Connection[]} connections @param {number} jobs */
function workBaton(connections, jobs) {
  const times = async (/** @type {(n: number) => Promise<unknown>} */ step) => {
    for (let n = 0; n < capacity; n++) await step(n);
  };
  return inRounds(connections, jobs, {
    create: (connection) => times((n) => createTask(connection, n)),
    claim: (connection, agent, held) =>
      times(async () => held.push(await claimTask(connection, agent))),
    handIn: (connection, _, held) => times((n) => completeTask(connection, held[n])),
  });
}

/** @param {Connection[]} connections @param {number} jobs */
function workBatonInBatches(connections, jobs) {
  return inRounds(connections, jobs, {
    create: createTasks,
    claim: async (connection, agent, held) => held.push(...(await claimTasks(connection, agent))),
    handIn: (connection, _, held) => completeTasks(connection, held),
  });
}

/**
 * Rounds in which every agent does each step for as many tasks as it may have, all agents at once.
 * @param {Connection[]} connections
 * @param {number} jobs
 * @param {Record<"create" | "claim" | "handIn", (connection: Connection, agent: string, held: Held) => Promise<unknown>>} steps
 * @returns {Promise<QueueTimes>}
 */
async function inRounds(connections, jobs, steps) {
  const times = { create: 0, claim: 0, handIn: 0 };
  for (let done = 0; done < jobs; done += roundSize(callers)) {
    const held = agents.map(() => /** @type {Held} */ ([]));
    for (const step of /** @type {const} */ (["create", "claim", "handIn"])) {
      times[step] += await sideBySide(callers, (caller) =>
        steps[step](connections[caller], agents[caller], held[caller]),
      );
    }
  }
  return { ...times, both: times.claim + times.handIn };
}

/** What several rounds of one contender came to. */
class Tally {
  #jobs = 0;
  #cpu = { server: 0, postgres: 0 };
  /** @type {Record<keyof QueueTimes, number>} */
  #seconds = { create: 0, claim: 0, handIn: 0, both: 0 };

  /** @param {string} what */
  constructor(what) {
    this.what = what;
  }

  /** @param {QueueTimes} times @param {import("../product/costs.mjs").Cost} cost @param {number} jobs */
  add(times, cost, jobs) {
    this.#jobs += jobs;
    this.#cpu.server += cost.server;
    this.#cpu.postgres += cost.postgres;
    for (const key of /** @type {(keyof QueueTimes)[]} */ (Object.keys(this.#seconds))) {
      this.#seconds[key] += times[key] ?? Number.NaN;
    }
  }

  get row() {
    const { create, claim, handIn, both } = this.#seconds;
    return {
      what: this.what,
      create: this.#jobs / create,
      claim: this.#jobs / claim,
      handIn: this.#jobs / handIn,
      both: this.#jobs / both,
      cycle: this.#jobs / (create + both),
      postgres: this.#cpu.postgres / this.#jobs,
    };
  }
}

const words = { create: "creates", claim: "claims", handIn: "hand-ins" };

/** @param {Tally[]} tallies @param {{ jobs: number, rounds: number }} amount @returns {import("../report/measurement.mjs").Report} */
function report(tallies, { jobs, rounds }) {
  const rows = tallies.map(({ row }) => row);
  const [least, baton, batches, , , , boss] = rows;
  const share = (/** @type {"claim" | "handIn"} */ step) => baton[step] / least[step];
  return {
    reading: `${callers} callers, ${jobs} tasks a round, ${rounds} rounds in turns on one PostgreSQL with ${poolSize} connections each: everything created, then everything claimed, then everything handed in. "The least" is one row picked with SKIP LOCKED through one index, one run, one event of 300 bytes, one commit, sent from here without a server; a hand-in of its kind closes the run, moves the task and writes an event. The job queues do what their libraries do for a job: they keep neither runs nor events. graphile-worker does not tell claiming from finishing. "By ${batch}" is what a library offers for many at a time. The last column is for a task's three steps.`,
    columns: [
      { key: "what", label: "" },
      { key: "create", label: "created", unit: "perSecond" },
      { key: "claim", label: "claimed", unit: "perSecond" },
      { key: "handIn", label: "handed in", unit: "perSecond" },
      { key: "both", label: "claimed and handed in", unit: "perSecond" },
      { key: "cycle", label: "all three", unit: "perSecond" },
      { key: "ofLimit", label: "of the limit", unit: "share" },
      { key: "postgres", label: "PostgreSQL's CPU", unit: "ms", against: "selectCpu" },
    ],
    rows: rows.map((row) => ({ ...row, ofLimit: row.cycle / least.cycle })),
    checks: [],
    aims: [
      {
        what: "claims one by one, of the least statement's rate",
        value: share("claim"),
        atLeast: 0.5,
        unit: "times",
      },
      {
        what: "hand-ins one by one, of the least statement's rate",
        value: share("handIn"),
        atLeast: 0.5,
        unit: "times",
      },
      .../** @type {const} */ (["create", "claim", "handIn"]).map((step) => ({
        what: `${words[step]} by ${manyAtOnce}, of pg-boss by ${batch}`,
        value: batches[step] / boss[step],
        atLeast: 1,
        unit: /** @type {const} */ ("times"),
      })),
    ],
  };
}
