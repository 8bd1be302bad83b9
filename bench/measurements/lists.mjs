import { withConnections } from "../load/connection.mjs";
import { Latencies, sideBySide } from "../load/latencies.mjs";
import { withDatabase } from "../product/database.mjs";
import { createInstallation } from "../product/installation.mjs";
import { newTask } from "../seed/new-task.mjs";
import { inUse, rareWord, seedTasks } from "../seed/tasks.mjs";

const pageSize = 50;
const clientCounts = [1, 8];
const writesPerSecond = 20;

/** @typedef {import("../load/connection.mjs").Connection} Connection */
/** @typedef {{ page: string, path: string, writes?: boolean, anyPage?: boolean }} Case */

/** @type {import("../report/measurement.mjs").Measurement} */
export const lists = {
  name: "lists",
  title: "Listing tasks",
  budgetSeconds: 120,
  async run({ quick }) {
    const sizes = quick ? [1_000, 5_000] : [1_000, 10_000, 50_000];
    const bound = quick ? { requests: 30, seconds: 0.5 } : { requests: 300, seconds: 0.9 };
    const installation = await createInstallation();
    await installation.start();
    return withDatabase(installation, (database) =>
      withConnections(installation, Math.max(...clientCounts) + 1, async ([writer, ...readers]) => {
        const rows = [];
        let seeded = 0;
        for (const size of sizes) {
          await seedTasks(database, size - seeded, inUse);
          seeded = size;
          const cases = await casesOf(readers[0], size);
          if (rows.length === 0) await warmUp(readers, cases, bound);
          for (const each of cases) {
            rows.push({ size, ...(await rowOf(readers, writer, each, bound)) });
          }
        }
        await installation.remove();
        return report(rows);
      }),
    );
  },
};

/** @param {Connection} connection @param {number} size @returns {Promise<Case[]>} */
async function casesOf(connection, size) {
  const list = `/api/tasks?limit=${pageSize}`;
  const middle = size / 2;
  const last = size - pageSize;
  const cursorBefore = async (/** @type {number} */ offset) => {
    const page = await connection.json("GET", `${list}&offset=${offset - pageSize}`);
    return `${list}&cursor=${page.next_cursor}`;
  };
  return [
    { page: "first", path: list, anyPage: true },
    { page: "middle, by offset", path: `${list}&offset=${middle}`, anyPage: true },
    { page: "last, by offset", path: `${list}&offset=${last}`, anyPage: true },
    { page: "middle, by cursor", path: await cursorBefore(middle), anyPage: true },
    { page: "last, by cursor", path: await cursorBefore(last), anyPage: true },
    { page: "first in review", path: `${list}&status=review` },
    { page: "first of open work by priority", path: `${list}&status=inbox,assigned&sort=priority` },
    { page: "first of one agent", path: `${list}&assigned_to=other-001` },
    { page: "first with a label", path: `${list}&labels=infra` },
    { page: "q: in 1 of 100 titles", path: `${list}&q=${rareWord}` },
    { page: "q: nowhere", path: `${list}&q=zebra` },
    { page: `first, with ${writesPerSecond} creates a second`, path: list, writes: true },
  ];
}

/** @param {Connection[]} readers @param {Case[]} cases @param {{ requests: number, seconds: number }} bound */
async function warmUp(readers, cases, bound) {
  for (const { path } of cases) await read(readers, path, { ...bound, seconds: bound.seconds / 2 });
}

/**
 * @param {Connection[]} readers
 * @param {Connection} writer
 * @param {Case} each
 * @param {{ requests: number, seconds: number }} bound
 */
async function rowOf(readers, writer, { page, path, writes, anyPage }, bound) {
  const row = { page, anyPage };
  for (const clients of clientCounts) {
    const stopWriting = writes ? keepWriting(writer) : async () => {};
    const { latencies, seconds } = await read(readers.slice(0, clients), path, bound);
    await stopWriting();
    const { p50, p95 } = latencies.percentiles();
    Object.assign(row, {
      [`p50With${clients}`]: p50,
      [`p95With${clients}`]: p95,
      [`rateWith${clients}`]: latencies.count / seconds,
    });
  }
  return row;
}

/** The same page again and again. @param {Connection[]} readers @param {string} path @param {{ requests: number, seconds: number }} bound */
async function read(readers, path, { requests, seconds: limit }) {
  const latencies = new Latencies();
  const deadline = performance.now() + limit * 1000;
  // The answer's text is not parsed: the processor time it takes would be missing for the server.
  const seconds = await sideBySide(readers.length, async (index) => {
    while (latencies.count < requests && performance.now() < deadline) {
      const answer = await latencies.time(() => readers[index].send("GET", path));
      if (answer.status !== 200) throw new Error(`GET ${path} answered ${answer.status}`);
    }
  });
  return { latencies, seconds };
}

/** Creates tasks at an even pace until told to stop. @param {Connection} writer */
function keepWriting(writer) {
  let stopped = false;
  const writing = (async () => {
    for (let n = 0; !stopped; n++) {
      const next = new Promise((resolve) => setTimeout(resolve, 1000 / writesPerSecond));
      await writer.json("POST", "/api/tasks", newTask(n));
      await next;
    }
  })();
  return () => {
    stopped = true;
    return writing;
  };
}

/** @param {(Record<string, unknown> & { size: number, page: string, anyPage?: boolean })[]} rows @returns {import("../report/measurement.mjs").Report} */
function report(rows) {
  const largest = Math.max(...rows.map(({ size }) => size));
  const pages = rows.filter(({ size, anyPage }) => size === largest && anyPage);
  const worst = (/** @type {string} */ key) => Math.max(...pages.map((row) => Number(row[key])));
  const where = `any page of ${largest.toLocaleString("en-US")} tasks, p95`;
  return {
    reading: `\`GET /api/tasks\` with pages of ${pageSize}, by 1 and by 8 clients at once. The tasks are as in an installation in use: most done, the rest in every status. A count of all matches is part of each answer; it is kept while no task changes, so the last row of each size is read while tasks are being created. The limit is the aim that the project set itself.`,
    columns: [
      { key: "size", label: "tasks", unit: "count" },
      { key: "page", label: "page" },
      { key: "p50With1", label: "p50, 1 client", unit: "ms" },
      { key: "p95With1", label: "p95, 1 client", unit: "ms" },
      { key: "p50With8", label: "p50, 8 clients", unit: "ms" },
      { key: "p95With8", label: "p95, 8 clients", unit: "ms" },
      { key: "rateWith8", label: "lists, 8 clients", unit: "perSecond" },
    ],
    rows,
    checks: [],
    aims: [
      { what: `${where}, 1 client`, value: worst("p95With1"), atMost: 8, unit: "ms" },
      { what: `${where}, 8 clients`, value: worst("p95With8"), atMost: 40, unit: "ms" },
    ],
  };
}
