import { existsSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Connection } from "../load/connection.mjs";
import { Latencies } from "../load/latencies.mjs";
import { costOf } from "../product/costs.mjs";
import { createInstallation } from "../product/installation.mjs";
import {
  countWorkers,
  createRepository,
  endWorkers,
  startWorker,
} from "../product/worker-processes.mjs";

const idleWorkers = 50;
const together = 10;
/** A limit of the measurement's own, so that an item that is never done ends it with a sentence. */
const patienceMs = 60_000;

/** @typedef {import("../product/installation.mjs").Installation} Installation */
/** @typedef {import("../product/worker-processes.mjs").WorkerProcess} WorkerProcess */
/** @typedef {{ installation: Installation, connection: Connection, marks: string }} Bench */

/** @type {import("../report/measurement.mjs").Measurement} */
export const workers = {
  name: "workers",
  title: "Workers with programs of their own",
  budgetSeconds: 420,
  async run({ quick }) {
    const installation = await createInstallation();
    await installation.start();
    const connection = new Connection(installation);
    const marks = path.join(installation.dataDirectory, "started");
    mkdirSync(marks);
    const bench = { installation, connection, marks };
    try {
      const items = await measureItems(bench, quick);
      const idle = await measureIdle(installation, quick ? 20 : 60);
      return report(items, idle);
    } finally {
      connection.close();
      await endWorkers();
      await installation.remove();
    }
  },
};

/** @param {Bench} bench @param {boolean} quick */
async function measureItems(bench, quick) {
  const { installation } = bench;
  const count = quick ? 10 : 100;
  const place = ["--repo", installation.dataDirectory];
  const tree = ["--worktree", "--repo", createRepository(installation)];
  const start = (/** @type {string} */ name, /** @type {string[]} */ words) =>
    startWorker(installation, name, ["--command", programLine(bench), ...words]);

  const alone = [await start("alone", place)];
  await oneByOne(bench, alone, "alone", 5);
  const plain = await oneByOne(bench, alone, "alone", count);
  const apart = [await start("apart", tree)];
  await oneByOne(bench, apart, "apart", 2);
  const worktree = await oneByOne(bench, apart, "apart", count / 5);
  const fleet = [];
  for (let n = 0; n < together; n++) fleet.push(await start(`fleet-${n}`, place));
  const burst = await allAtOnce(bench, fleet, quick ? 20 : 200);
  await endWorkers();
  return [
    { what: "one after the other", ...plain },
    { what: "one after the other, each in a worktree", ...worktree },
    { what: `all at once, ${together} workers`, ...burst },
  ];
}

/** The stand-in program: it leaves a file the moment it has started, and hands in a line. @param {Bench} bench */
const programLine = ({ marks }) => `: > '${marks}'/$MC_TASK; echo Done`;

/** Each item is created when the one before is done, so that its worker waits for it. @param {Bench} bench @param {WorkerProcess[]} working @param {string} agent @param {number} count */
async function oneByOne(bench, working, agent, count) {
  return measured(bench, working, count, async (created) => {
    for (let n = 0; n < count; n++) {
      const ref = await createItem(bench, agent, created);
      await untilDone(bench, ref);
    }
  });
}

/** @param {Bench} bench @param {WorkerProcess[]} fleet @param {number} count */
async function allAtOnce(bench, fleet, count) {
  return measured(bench, fleet, count, async (created) => {
    const refs = [];
    for (let n = 0; n < count; n++) {
      refs.push(await createItem(bench, `fleet-${n % fleet.length}`, created));
    }
    for (const ref of refs) await untilDone(bench, ref);
  });
}

/**
 * @param {Bench} bench
 * @param {WorkerProcess[]} working
 * @param {number} count
 * @param {(created: Map<string, number>) => Promise<void>} work notes when each item was sent to Baton
 */
async function measured({ installation, marks }, working, count, work) {
  /** @type {Map<string, number>} */
  const created = new Map();
  const workerMs = countWorkers(working);
  const begun = performance.now();
  const { cost } = await costOf(installation.pids, () => work(created));
  const seconds = (performance.now() - begun) / 1_000;
  const toProgram = new Latencies();
  for (const [ref, at] of created) toProgram.add(statSync(path.join(marks, ref)).mtimeMs - at);
  return {
    count,
    p50: toProgram.at(0.5),
    p95: toProgram.at(0.95),
    perSecond: count / seconds,
    server: cost.server / count,
    postgres: cost.postgres / count,
    worker: workerMs() / count,
  };
}

/** @param {Bench} bench @param {string} agent @param {Map<string, number>} created @returns {Promise<string>} */
async function createItem({ connection }, agent, created) {
  const at = Date.now();
  const { task } = await connection.json("POST", "/api/tasks", {
    title: "Say that it is done",
    assigned_to: agent,
    review_required: false,
  });
  created.set(task.ticket_ref, at);
  return task.ticket_ref;
}

/** @param {Bench} bench @param {string} ref */
async function untilDone({ connection, marks }, ref) {
  const deadline = performance.now() + patienceMs;
  const late = () => performance.now() > deadline;
  // Asked only once it has begun, or the questions would be what is measured.
  while (!existsSync(path.join(marks, ref)) && !late()) await wait(2);
  for (;;) {
    const { task } = await connection.json("GET", `/api/tasks/${ref}`);
    if (task.status === "done") return;
    if (late()) throw new Error(`${ref} is ${task.status} after ${patienceMs / 1_000} s`);
    await wait(20);
  }
}

/** The same server without workers, with idle ones, and without them again. @param {Installation} installation @param {number} seconds */
async function measureIdle(installation, seconds) {
  await wait(5_000);
  const before = await quiet(installation, [], seconds);
  const place = ["--repo", installation.dataDirectory, "--command", "true"];
  const idle = [];
  for (let n = 0; n < idleWorkers; n++) {
    idle.push(await startWorker(installation, `idle-${n}`, place));
  }
  await wait(10_000);
  const during = await quiet(installation, idle, seconds);
  await endWorkers();
  await wait(5_000);
  const after = await quiet(installation, [], seconds);
  return { before, during, after, seconds };
}

/** Milliseconds of processor time a second; the worker's is that of one. @param {Installation} installation @param {WorkerProcess[]} idle @param {number} seconds */
async function quiet({ pids }, idle, seconds) {
  const workerMs = countWorkers(idle);
  const { cost } = await costOf(pids, () => wait(seconds * 1_000));
  return {
    server: cost.server / seconds,
    postgres: cost.postgres / seconds,
    worker: idle.length === 0 ? undefined : workerMs() / idle.length / seconds,
  };
}

/**
 * @param {Awaited<ReturnType<typeof measureItems>>} items
 * @param {Awaited<ReturnType<typeof measureIdle>>} idle
 * @returns {import("../report/measurement.mjs").Report}
 */
function report(items, { before, during, after, seconds }) {
  const of = (/** @type {{ server: number, postgres: number }} */ row) => row.server + row.postgres;
  const cost = of(during) - (of(before) + of(after)) / 2;
  const [plain, worktree] = items;
  return {
    reading: `\`mc worker\` as processes of their own on the server's processors, with a program of the shell that leaves a file and prints a line. "To the program" is from the moment the item is sent to Baton until the program has started, exact to the kernel's tick of up to 4 ms; items that are created one after the other find their worker waiting. CPU of an item is all of its life: created, claimed, begun, streamed, handed in and asked about until it is done; the worker's is without its program. Idle: CPU of a second over ${seconds} s, on the same server before the workers, with ${idleWorkers} of them, and after them.`,
    columns: [
      { key: "what", label: "what" },
      { key: "count", label: "items", unit: "count" },
      { key: "p50", label: "to the program, p50", unit: "ms" },
      { key: "p95", label: "p95", unit: "ms" },
      { key: "perSecond", label: "items a second", unit: "mean" },
      { key: "server", label: "server's CPU", unit: "ms", against: "requestCpu" },
      { key: "postgres", label: "PostgreSQL's CPU", unit: "ms", against: "selectCpu" },
      { key: "worker", label: "a worker's CPU", unit: "ms", against: "requestCpu" },
    ],
    rows: [
      ...items,
      { what: "idle, a second: no worker", ...before },
      { what: `idle, a second: ${idleWorkers} workers`, ...during },
      { what: "idle, a second: no worker again", ...after },
    ],
    checks: [],
    aims: [
      { what: "item ready to program started, p95", value: plain.p95, atMost: 300, unit: "ms" },
      {
        what: "item ready to program started in a worktree, p95",
        value: worktree.p95,
        atMost: 300,
        unit: "ms",
      },
      {
        what: `CPU of a second with ${idleWorkers} idle workers, beyond that without`,
        value: Math.max(0, cost),
        atMost: 1,
        unit: "ms",
      },
    ],
  };
}
