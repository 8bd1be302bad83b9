import { setTimeout as wait } from "node:timers/promises";
import { withConnections } from "../load/connection.mjs";
import { agentNames } from "../load/rounds.mjs";
import { Costs, costOf } from "../product/costs.mjs";
import { oneValue, untilJobsAreDone, withDatabase } from "../product/database.mjs";
import { createInstallation } from "../product/installation.mjs";
import { seedAgents } from "../seed/tasks.mjs";
import { chainsOf, defineWorkflow, readRun, startRun } from "../seed/workflow-runs.mjs";

const width = 10;
const stages = 102;
const workMs = 1;
const expanded = 1_000;
/** The most items that a list may have. */
const listed = 1_000;
const siblings = 2_000;
const few = 10;
const completions = 100;

/** @typedef {import("../load/connection.mjs").Connection} Connection */
/** @typedef {{ installation: import("../product/installation.mjs").Installation, database: import("pg").Pool, connections: Connection[] }} Bench */
/** @typedef {{ what: string, count: number, ms: number, each: number, server: number, postgres: number }} Row */

/** @type {import("../report/measurement.mjs").Measurement} */
export const workflows = {
  name: "workflows",
  title: "Workflows: a run, its expansion, and a child of many",
  budgetSeconds: 240,
  async run({ quick }) {
    const installation = await createInstallation();
    await installation.start();
    return withDatabase(installation, (database) =>
      withConnections(installation, width + 1, async (connections) => {
        const bench = { installation, database, connections };
        await seedAgents(database, agentNames("agent", width));
        const whole = await wholeRun(bench, quick ? 1 : 3);
        const expansion = await expansionOf(bench);
        const items = await itemsOf(bench);
        const completed = await childrenAgainstSingle(bench, quick ? 20 : completions);
        await installation.remove();
        return report({ whole, expansion, items, ...completed });
      }),
    );
  },
};

/**
 * Runs with agents that work for a moment: how long all of it takes, beside the longest chain of stages at what one stage takes alone.
 * @param {Bench} bench @param {number} times
 */
async function wholeRun({ installation, database, connections }, times) {
  const agents = agentNames("agent", width);
  const shape = { chains: width, stages, agent: (/** @type {number} */ chain) => agents[chain] };
  await defineWorkflow(connections[0], "chains", chainsOf(shape));
  await defineWorkflow(
    connections[0],
    "line",
    chainsOf({ chains: 1, stages: depth(), agent: () => agents[0] }),
  );
  const run = (/** @type {string} */ name) => workOff(connections, agents, name);
  await run("line");
  const alone = await run("line");
  /** @type {number[]} */
  const taken = [];
  const { cost } = await costOf(installation.pids, async () => {
    for (let n = 0; n < times; n++) taken.push(await run("chains"));
    await untilJobsAreDone(database);
    return null;
  });
  const ms = taken.sort((a, b) => a - b)[Math.floor(taken.length / 2)];
  return {
    ...rowOf("a run of 102 stages with 1 ms of work", stages * times, ms, cost, stages),
    critical: alone,
  };
}

/** The stages of the longest chain. */
const depth = () => (stages - 2) / width + 2;

/**
 * Starts a run and works it off by agents that wait for work. Resolves to the milliseconds until it has succeeded.
 * @param {Connection[]} connections @param {string[]} agents @param {string} workflow
 */
async function workOff(connections, agents, workflow) {
  const begun = performance.now();
  const { id } = await startRun(connections[0], workflow);
  let isOver = false;
  const work = async (/** @type {Connection} */ connection, /** @type {string} */ agent) => {
    while (!isOver) {
      const { task, run } = await connection.json("GET", `/api/tasks/queue?agent=${agent}&wait=1`);
      if (!task) continue;
      await wait(workMs);
      await connection.json("POST", `/api/tasks/${task.id}/complete`, {
        run_id: run?.id ?? task.run_id,
        resolution: "Done",
      });
    }
  };
  const working = agents.map((agent, at) => work(connections[at + 1], agent));
  let ended = 0;
  for (;;) {
    const { status, finished_at } = await readRun(connections[0], id);
    if (status !== "running") {
      if (status !== "succeeded") throw new Error(`the run ${status} at ${finished_at}`);
      ended = performance.now();
      break;
    }
    await wait(20);
  }
  isOver = true;
  await Promise.all(working);
  return ended - begun;
}

/** Starting a run of many stages. @param {Bench} bench */
async function expansionOf({ installation, database, connections: [connection] }) {
  await defineWorkflow(connection, "many", chainsOf({ chains: 100, stages: expanded }));
  const begun = performance.now();
  const { cost } = await costOf(installation.pids, async () => {
    await startRun(connection, "many");
    return null;
  });
  const ms = performance.now() - begun;
  await untilJobsAreDone(database);
  return rowOf(`a start with ${expanded} stages`, expanded, ms, cost, expanded);
}

/** The items of a list that a stage produced. @param {Bench} bench */
async function itemsOf({ installation, database, connections: [connection] }) {
  const run = await listRun(connection, "items", expanded);
  const begun = performance.now();
  const { cost } = await costOf(installation.pids, async () => {
    await produceList(connection, run, expanded);
    await untilItems(database, run.id, expanded);
    return null;
  });
  return rowOf(`a list of ${expanded} items`, expanded, performance.now() - begun, cost, expanded);
}

/** Completing an item of a long list, and a child of many, beside a task that has neither. @param {Bench} bench @param {number} count */
async function childrenAgainstSingle({ installation, database, connections }, count) {
  const [connection] = connections;
  const items = await itemTasks(connection, database, { name: "siblings", length: listed });
  const fewItems = [];
  for (let n = 0; n * few < count; n++)
    fewItems.push(...(await itemTasks(connection, database, { name: `few-${n}`, length: few })));
  const children = await childrenOf(connections, siblings);
  const fewChildren = [];
  for (let n = 0; n * few < count; n++) fewChildren.push(...(await childrenOf(connections, few)));
  const singles = await createTasks(connections, count, null);
  const handedIn = {
    single: await createTasks(connections, count, null),
    child: (await childrenOf(connections, siblings)).slice(0, count),
  };
  await database.query("UPDATE agents SET max_capacity = 1000000 WHERE name = 'agent-1'");
  for (const id of [...handedIn.single, ...handedIn.child])
    await connection.json("POST", `/api/tasks/${id}/claim`, { agent: "agent-1" });
  await untilJobsAreDone(database);
  const each = async (
    /** @type {string} */ what,
    /** @type {number[]} */ ids,
    /** @type {(id: number) => Promise<unknown>} */ end,
  ) => {
    const begun = performance.now();
    const { cost } = await costOf(installation.pids, async () => {
      for (const id of ids) await end(id);
      return null;
    });
    const ms = performance.now() - begun;
    await untilJobsAreDone(database);
    return rowOf(what, ids.length, ms, cost, ids.length);
  };
  const complete = (/** @type {string} */ what, /** @type {number[]} */ ids) =>
    each(what, ids, (id) =>
      connection.json("PUT", `/api/tasks/${id}`, { status: "done", resolution: "Done" }),
    );
  const handIn = (/** @type {string} */ what, /** @type {number[]} */ ids) =>
    each(what, ids, (id) =>
      connection.json("POST", `/api/tasks/${id}/complete`, { resolution: "Done" }),
    );
  return {
    handedSingle: await handIn("its agent hands in a single task", handedIn.single),
    handedChild: await handIn(`its agent hands in a child of ${siblings}`, handedIn.child),
    single: await complete("completing a single task", singles),
    fewChild: await complete(`completing a child of ${few}`, allButOne(fewChildren)),
    child: await complete(`completing a child of ${siblings}`, children.slice(0, count)),
    fewItem: await complete(`completing an item of a list of ${few}`, allButOne(fewItems)),
    item: await complete(`completing an item of a list of ${listed}`, items.slice(0, count)),
  };
}

/** Without the last of each few, which would end what they belong to. @param {number[]} ids */
const allButOne = (ids) => ids.filter((_, n) => n % few !== few - 1);

/** The tasks of a list's items. @param {Connection} connection @param {import("pg").Pool} database @param {{ name: string, length: number }} list */
async function itemTasks(connection, database, { name, length }) {
  const run = await listRun(connection, name, length);
  await produceList(connection, run, length);
  await untilItems(database, run.id, length);
  const { rows } = await database.query(
    "SELECT task_id FROM workflow_stages WHERE run_id = $1 AND item_index IS NOT NULL ORDER BY item_index",
    [run.id],
  );
  return rows.map(({ task_id }) => task_id);
}

/** @param {Connection[]} connections @param {number} count */
async function childrenOf(connections, count) {
  const { task } = await connections[0].json("POST", "/api/tasks", { title: "Many" });
  return createTasks(connections, count, task.id);
}

/** @param {Connection[]} connections @param {number} count @param {number | null} parent @returns {Promise<number[]>} their ids */
async function createTasks(connections, count, parent) {
  /** @type {number[]} */
  const ids = [];
  let left = count;
  await Promise.all(
    connections.map(async (connection) => {
      while (left-- > 0) {
        const made = { title: "Do it", review_required: false, assigned_to: "agent-1" };
        const { task } = await connection.json("POST", "/api/tasks", {
          ...made,
          ...(parent === null ? {} : { parent_id: parent }),
        });
        ids.push(task.id);
      }
    }),
  );
  return ids;
}

/** A run whose second stage works on each item of what the first produces. @param {Connection} connection @param {string} name @param {number} limit */
async function listRun(connection, name, limit) {
  const output = { type: "array", items: { type: "string" } };
  await defineWorkflow(connection, name, {
    stages: [
      { name: "list", prompt: "List them", review: false, output },
      { name: "each", prompt: "Do {{item}}", review: false, foreach: "list", limit },
    ],
  });
  return startRun(connection, name);
}

/** @param {Connection} connection @param {{ stages: { task_id: number }[] }} run @param {number} count */
async function produceList(connection, { stages: [list] }, count) {
  const items = Array.from({ length: count }, (_, n) => `item ${n}`);
  await connection.json("PUT", `/api/tasks/${list.task_id}`, {
    status: "done",
    resolution: JSON.stringify(items),
  });
}

/** @param {import("pg").Pool} database @param {number} run @param {number} count */
async function untilItems(database, run, count) {
  const query =
    "SELECT count(*)::int FROM workflow_stages WHERE run_id = $1 AND item_index IS NOT NULL AND task_id IS NOT NULL";
  for (const begun = performance.now(); (await oneValue(database, query, [run])) < count; ) {
    if (performance.now() - begun > 60_000) throw new Error("the items of the list do not come");
    await wait(5);
  }
}

/**
 * @param {string} what @param {number} count operations that the cost is of @param {number} ms of one round
 * @param {import("../product/costs.mjs").Cost} cost @param {number} inRound operations in a round
 * @returns {Row}
 */
function rowOf(what, count, ms, cost, inRound) {
  const costs = new Costs();
  costs.add(cost, count);
  return {
    what,
    count: inRound,
    ms,
    each: ms / inRound,
    .../** @type {{ server: number, postgres: number }} */ (costs.each()),
  };
}

/**
 * @param {{ whole: Row & { critical: number }, expansion: Row, items: Row, single: Row, fewChild: Row, child: Row, fewItem: Row, item: Row, handedSingle: Row, handedChild: Row }} found
 * @returns {import("../report/measurement.mjs").Report}
 */
function report({ whole, expansion, items, handedSingle, handedChild, ...completed }) {
  const { single, fewChild, child, fewItem, item } = completed;
  const handedIn = [handedSingle, handedChild];
  return {
    reading: `The run has ${width} chains of stages between a first and a last one, worked off by ${width} agents that wait for work and take ${workMs} ms for each stage; its longest chain of ${depth()} stages, run by itself, takes ${Math.round(whole.critical)} ms. A start counts until it is answered, the items of a list from the hand-in of the list until the last of their tasks is there. CPU is of one stage, item or completion, of the server and of all of PostgreSQL's processes. To complete is what a person does who sets a task to done; an agent hands in what it has claimed before.`,
    columns: [
      { key: "what", label: "what" },
      { key: "count", label: "operations", unit: "count" },
      { key: "ms", label: "in all", unit: "ms", against: "nothing" },
      { key: "each", label: "each", unit: "ms" },
      { key: "server", label: "server's CPU", unit: "ms", against: "requestCpu" },
      { key: "postgres", label: "PostgreSQL's CPU", unit: "ms", against: "selectCpu" },
    ],
    rows: [whole, expansion, items, ...handedIn, single, fewChild, child, fewItem, item].map(
      ({ what, count, ms, each, server, postgres }) => ({
        what,
        count,
        ms,
        each,
        server,
        postgres,
      }),
    ),
    checks: [],
    aims: [
      {
        what: `${expanded} stages expanded`,
        value: expansion.ms / 1000,
        atMost: 1,
        unit: "seconds",
      },
      {
        what: `${expanded} items of a list expanded`,
        value: items.ms / 1000,
        atMost: 1,
        unit: "seconds",
      },
      {
        what: `a hand-in of a child of ${siblings} beside one of a single task, CPU of PostgreSQL`,
        value: handedChild.postgres / handedSingle.postgres,
        atMost: 1.5,
        unit: "times",
      },
      {
        what: `a child of ${siblings} set to done beside a single task, CPU of PostgreSQL`,
        value: child.postgres / single.postgres,
        atMost: 1.5,
        unit: "times",
      },
      {
        what: `an item of ${listed} beside an item of ${few}, CPU of PostgreSQL`,
        value: item.postgres / fewItem.postgres,
        atMost: 1.25,
        unit: "times",
      },
    ],
  };
}
