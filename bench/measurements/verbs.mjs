import { get } from "node:http";
import { Connection } from "../load/connection.mjs";
import { createInstallation } from "../product/installation.mjs";
import { countPostgresProcessor, countProcessor } from "../product/processor.mjs";
import { countTransactions, writeDownStatements } from "../product/statements.mjs";
import { newTask } from "../seed/new-task.mjs";

const replayed = 100;

/** @typedef {{ id: number }} Thing */
/** @typedef {{ client: Connection, other: Connection, port: number, apiKey: string }} Bench */
/**
 * @typedef {object} Verb
 * @property {string} what
 * @property {(bench: Bench, n: number) => Promise<any>} [prepare] what it needs, not measured
 * @property {(bench: Bench, given: any, n: number) => Promise<unknown>} run
 */

const create = async (/** @type {Bench} */ { client }, fields = {}) =>
  (await client.json("POST", "/api/tasks", { ...newTask(1), ...fields })).task;

let names = 0;
const newAgent = async (/** @type {Bench} */ { client }) => {
  const name = `agent-${++names}`;
  await client.json("POST", "/api/agents/register", { name, role: "coder" });
  return name;
};

/** A task in the hands of an agent of its own. @param {Bench} bench */
async function claimed(bench) {
  const agent = await newAgent(bench);
  const { id } = await create(bench, { assigned_to: agent });
  const { run } = await bench.client.json("POST", `/api/tasks/${id}/claim`, { agent });
  return { id, agent, run };
}

const complete = (/** @type {Bench} */ { client }, { id, run }) =>
  client.json("POST", `/api/tasks/${id}/complete`, { run_id: run.id, resolution: "Done." });

async function handedIn(/** @type {Bench} */ bench) {
  const work = await claimed(bench);
  await complete(bench, work);
  return work;
}

const judge = (/** @type {Bench} */ { client }, { id }, /** @type {string} */ status) =>
  client.json("POST", "/api/quality-review", {
    taskId: id,
    status,
    notes: "As agreed.",
    reviewer: "Ada",
  });

const poll = ({ client }, agent, more = "") =>
  client.json("GET", `/api/tasks/queue?agent=${agent}${more}`);

/** @type {Verb[]} */
const verbs = [
  {
    what: "`GET /api/health` (calibration)",
    run: ({ client }) => client.json("GET", "/api/health"),
  },
  { what: "create", run: (bench) => create(bench) },
  {
    what: "create below a parent",
    prepare: (bench) => create(bench, { type: "epic" }),
    run: (bench, { id }) => create(bench, { parent_id: id }),
  },
  {
    what: "poll: a task is there",
    prepare: async (bench) => {
      const agent = await newAgent(bench);
      await create(bench, { assigned_to: agent, priority: "critical" });
      return agent;
    },
    run: (bench, agent) => poll(bench, agent),
  },
  {
    what: "poll: nothing is there",
    prepare: (bench) => emptyProject(bench),
    run: (bench, { agent, id }) => poll(bench, agent, `&project_id=${id}`),
  },
  {
    what: "poll with `wait`: a task comes, its create included",
    prepare: async (bench) => ({ agent: await newAgent(bench), ...(await emptyProject(bench)) }),
    run: async (bench, { agent, id }) => {
      const waiting = poll(bench, agent, `&project_id=${id}&wait=30`);
      // Answered once the poll before it has found nothing.
      await bench.other.json("GET", "/api/agents/nobody-there").catch(() => {});
      await bench.other.json("POST", "/api/tasks", { ...newTask(1), project_id: id });
      await waiting;
    },
  },
  {
    what: "claim by name",
    prepare: async (bench) => {
      const agent = await newAgent(bench);
      return { agent, ...(await create(bench, { assigned_to: agent })) };
    },
    run: ({ client }, { id, agent }) => client.json("POST", `/api/tasks/${id}/claim`, { agent }),
  },
  {
    what: "heartbeat of an idle agent",
    prepare: newAgent,
    run: ({ client }, agent) => client.json("POST", `/api/agents/${agent}/heartbeat`, {}),
  },
  {
    what: "heartbeat of a run",
    prepare: claimed,
    run: ({ client }, { run }) => client.json("POST", `/api/runs/${run.id}/heartbeat`, {}),
  },
  { what: "complete", prepare: claimed, run: complete },
  { what: "approve", prepare: handedIn, run: (bench, work) => judge(bench, work, "approved") },
  { what: "reject", prepare: handedIn, run: (bench, work) => judge(bench, work, "rejected") },
  {
    what: "comment",
    prepare: (bench) => create(bench),
    run: ({ client }, { id }) =>
      client.json("POST", `/api/tasks/${id}/comments`, { content: "Looked at it." }),
  },
  {
    what: "update",
    prepare: (bench) => create(bench),
    run: ({ client }, { id }) => client.json("PATCH", `/api/tasks/${id}`, { priority: "low" }),
  },
  {
    what: "link",
    prepare: async (bench) => [await create(bench), await create(bench)],
    run: ({ client }, [from, to]) =>
      client.json("POST", `/api/tasks/${from.id}/links`, { to: to.id, type: "blocks" }),
  },
  {
    what: "move below another parent",
    prepare: async (bench) => {
      const [from, to] = [
        await create(bench, { type: "epic" }),
        await create(bench, { type: "epic" }),
      ];
      return { to, ...(await create(bench, { parent_id: from.id })) };
    },
    run: ({ client }, { id, to }) => client.json("PATCH", `/api/tasks/${id}`, { parent_id: to.id }),
  },
  { what: "register a new agent", run: newAgent },
  { what: `replay ${replayed} events`, run: replay },
];

/** A project without tasks, for an agent that is known. @param {Bench} bench */
async function emptyProject(bench) {
  const name = `P${++names}`;
  const { project } = await bench.client.json("POST", "/api/projects", {
    name,
    ticket_prefix: `${name}X`,
  });
  return { id: project.id, agent: await newAgent(bench) };
}

/** Opens the stream from its beginning, and closes it after some events. @param {Bench} bench */
function replay({ port, apiKey }) {
  return new Promise((resolve, reject) => {
    const headers = { "x-api-key": apiKey, "last-event-id": "1" };
    const request = get({ host: "127.0.0.1", port, path: "/api/events", headers }, (response) => {
      if (response.statusCode !== 200)
        reject(new Error(`the stream answered ${response.statusCode}`));
      let seen = 0;
      response.on("data", (chunk) => {
        seen += String(chunk).match(/^id:/gm)?.length ?? 0;
        if (seen < replayed) return;
        request.destroy();
        resolve(undefined);
      });
    });
    request.on("error", (error) => (request.destroyed ? resolve(undefined) : reject(error)));
  });
}

/** @type {import("../report/measurement.mjs").Measurement} */
export const verbCosts = {
  name: "verbs",
  title: "What each verb costs",
  budgetSeconds: 420,
  async run({ quick }) {
    const [warm, count, written] = quick ? [3, 20, 2] : [15, 200, 10];
    // Without background jobs, which would be counted with whatever runs beside them.
    const installation = await createInstallation({ BATON_ROLE: "web" });
    await installation.start();
    const [client, other] = [new Connection(installation), new Connection(installation)];
    const bench = { client, other, port: installation.port, apiKey: installation.apiKey };
    await ready(bench, warm);
    const costs = [];
    for (const [at, verb] of verbs.entries()) {
      // The calibration is so cheap that it takes more calls to be seen.
      costs.push(await costOf(bench, verb, at === 0 ? 20 * count : count, installation.pids));
    }
    const log = await writeDownStatements(installation);
    const rows = [];
    for (const [at, verb] of verbs.entries()) {
      const sent = await statementsOf(bench, verb, log, written);
      rows.push({ ...costs[at], statements: sent.statements, transactions: sent.transactions });
    }
    client.close();
    other.close();
    await installation.remove();
    const [{ server, postgres }] = rows;
    return {
      reading: `One client, one request after the other, ${count} of each verb on a server without background jobs; what a verb needs is prepared before. "Round trips" are the statements that the server sends, BEGIN and COMMIT among them, without the NOTIFY that follows a change; they were counted in ${written} further calls, from PostgreSQL's own log. CPU is that of one call, of the server and of all of PostgreSQL's processes; "×" is the same in calls of \`GET /api/health\`, which is HTTP and one SELECT, measured in the same run: figures in milliseconds depend on the machine and on what else it does, multiples much less.`,
      columns: [
        { key: "what", label: "verb" },
        { key: "statements", label: "round trips", unit: "mean" },
        { key: "transactions", label: "transactions", unit: "mean" },
        { key: "server", label: "server's CPU", unit: "ms" },
        { key: "serverTimes", label: "×", unit: "times" },
        { key: "postgres", label: "PostgreSQL's CPU", unit: "ms" },
        { key: "postgresTimes", label: "×", unit: "times" },
      ],
      rows: rows.map((row) => ({
        ...row,
        serverTimes: row.server / server,
        postgresTimes: row.postgres / postgres,
      })),
      checks: [],
      aims: [],
    };
  },
};

/** Until the server's code is compiled and PostgreSQL's caches are filled. @param {Bench} bench @param {number} count */
async function ready(bench, count) {
  for (let n = 0; n < replayed; n++) await create(bench);
  for (const verb of verbs) {
    for (let n = 0; n < count; n++) await verb.run(bench, await verb.prepare?.(bench, n), n);
  }
}

/**
 * @param {Bench} bench
 * @param {Verb} verb
 * @param {number} count
 * @param {{ server: number, postgres: number }} pids
 */
async function costOf(bench, { what, prepare, run }, count, pids) {
  const given = [];
  for (let n = 0; n < count; n++) given.push(await prepare?.(bench, n));
  const serverMs = countProcessor(pids.server);
  const postgresMs = countPostgresProcessor(pids.postgres);
  for (let n = 0; n < count; n++) await run(bench, given[n], n);
  return { what, server: serverMs() / count, postgres: postgresMs() / count };
}

/**
 * @param {Bench} bench
 * @param {Verb} verb
 * @param {Awaited<ReturnType<typeof writeDownStatements>>} log
 * @param {number} written how often the verb runs
 */
async function statementsOf(bench, { prepare, run }, log, written) {
  const sent = [];
  for (let n = 0; n < written; n++) {
    const given = await prepare?.(bench, n);
    // The NOTIFY of what was prepared follows its answer.
    await new Promise((resolve) => setTimeout(resolve, 30));
    sent.push(...(await log.during(() => run(bench, given, n))));
  }
  const own = sent.filter(
    ({ application, text }) => /^baton(-health)?$/.test(application) && !text.startsWith("NOTIFY"),
  );
  return { statements: own.length / written, transactions: countTransactions(own) / written };
}
